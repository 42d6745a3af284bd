/** Datasets: read, check, convert, split, and report on them. */
package io.github.bedrockfinetuning.dataset;
