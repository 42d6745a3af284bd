/** Runs executions of state machines, with their history, task tokens and redrives, on the virtual clock. */
package io.github.bedrockfinetuning.local.states;
