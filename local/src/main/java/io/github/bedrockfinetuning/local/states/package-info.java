/** Simulates Step Functions executions on the virtual clock, with history, task tokens and redrives. */
@NullMarked
package io.github.bedrockfinetuning.local.states;

import org.jspecify.annotations.NullMarked;
