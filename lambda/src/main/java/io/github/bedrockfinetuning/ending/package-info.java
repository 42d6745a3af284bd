/** Handles the end of runs: cleanup, final status, and notifications. */
@NullMarked
package io.github.bedrockfinetuning.ending;

import org.jspecify.annotations.NullMarked;
