/** Represents one record of a dataset: its JSON values, its conversation, and its question. */
@NullMarked
package io.github.bedrockfinetuning.dataset.record;

import org.jspecify.annotations.NullMarked;
