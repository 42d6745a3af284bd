/** Text from outside, made safe to show. */
package io.github.bedrockfinetuning.text;
