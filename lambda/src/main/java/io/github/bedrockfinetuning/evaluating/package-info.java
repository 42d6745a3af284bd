/** From stored answers to verdict, report and promotion gate. */
package io.github.bedrockfinetuning.evaluating;
