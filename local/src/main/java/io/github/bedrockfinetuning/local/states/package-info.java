/** Runs executions of state machines, with their history, task tokens and redrives, on the virtual clock. */
@NullMarked
package io.github.bedrockfinetuning.local.states;

import org.jspecify.annotations.NullMarked;
