/** Handles the end of runs: clean-up, final status, and notifications. */
@NullMarked
package io.github.bedrockfinetuning.ending;

import org.jspecify.annotations.NullMarked;
