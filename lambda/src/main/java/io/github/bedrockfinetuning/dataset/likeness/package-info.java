/** Finds records that are equal or nearly equal to each other. */
package io.github.bedrockfinetuning.dataset.likeness;
