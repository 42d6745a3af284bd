/** Finds records that are identical or nearly identical. */
@NullMarked
package io.github.bedrockfinetuning.dataset.likeness;

import org.jspecify.annotations.NullMarked;
