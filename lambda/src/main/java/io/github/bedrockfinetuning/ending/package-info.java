/** Handles the end of runs: clean-up, final status, and notifications. */
package io.github.bedrockfinetuning.ending;
