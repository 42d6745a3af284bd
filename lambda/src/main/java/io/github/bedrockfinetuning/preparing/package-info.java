/**
 * Processes an upload before anything is created: checks the dataset, runs preflight checks, estimates the cost, and
 * stages the files.
 */
@NullMarked
package io.github.bedrockfinetuning.preparing;

import org.jspecify.annotations.NullMarked;
