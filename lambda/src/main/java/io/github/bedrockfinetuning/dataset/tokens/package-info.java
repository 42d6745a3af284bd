/** Estimates the maximum number of tokens in text. */
@NullMarked
package io.github.bedrockfinetuning.dataset.tokens;

import org.jspecify.annotations.NullMarked;
