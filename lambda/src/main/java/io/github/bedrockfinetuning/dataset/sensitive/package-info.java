/** Finds and masks what must not be shown or learnt: secrets, and numbers that stand for a person. */
package io.github.bedrockfinetuning.dataset.sensitive;
