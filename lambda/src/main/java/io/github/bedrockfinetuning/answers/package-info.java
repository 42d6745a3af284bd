/** Test records and each system's answers to them. */
package io.github.bedrockfinetuning.answers;
