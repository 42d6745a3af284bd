/** Estimates the maximum number of tokens in a text. */
package io.github.bedrockfinetuning.dataset.tokens;
