/** Checks, cleans, splits and stages the files of an upload, and reports on them. */
package io.github.bedrockfinetuning.dataset.preparation;
