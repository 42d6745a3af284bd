/** Represents one record of a dataset: its JSON values, its conversation and its question. */
package io.github.bedrockfinetuning.dataset.record;
