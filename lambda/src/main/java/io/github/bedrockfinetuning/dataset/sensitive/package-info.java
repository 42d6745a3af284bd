/** Finds and masks text that must not be shown or learned: secrets and personal numbers. */
package io.github.bedrockfinetuning.dataset.sensitive;
