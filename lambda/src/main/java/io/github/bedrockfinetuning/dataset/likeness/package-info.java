/** Finds records that are equal or nearly equal to each other. */
@NullMarked
package io.github.bedrockfinetuning.dataset.likeness;

import org.jspecify.annotations.NullMarked;
