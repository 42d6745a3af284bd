/** Checks dataset files against every rule for their model and lists the findings. */
@NullMarked
package io.github.bedrockfinetuning.dataset;

import org.jspecify.annotations.NullMarked;
