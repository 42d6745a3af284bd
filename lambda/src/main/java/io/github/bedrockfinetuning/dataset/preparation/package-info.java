/** Checks, cleans, splits, and stages the files of an upload, and reports on them. */
@NullMarked
package io.github.bedrockfinetuning.dataset.preparation;

import org.jspecify.annotations.NullMarked;
