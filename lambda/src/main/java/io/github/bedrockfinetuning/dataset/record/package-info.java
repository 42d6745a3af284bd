/** One record of a dataset: its JSON values, its conversation and the question that it asks. */
package io.github.bedrockfinetuning.dataset.record;
