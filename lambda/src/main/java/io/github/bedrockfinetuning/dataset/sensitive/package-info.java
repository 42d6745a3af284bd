/** Finds and masks text that must not be shown or learned: secrets and personal identification numbers. */
@NullMarked
package io.github.bedrockfinetuning.dataset.sensitive;

import org.jspecify.annotations.NullMarked;
