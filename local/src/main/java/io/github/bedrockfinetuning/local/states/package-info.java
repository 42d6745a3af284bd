/** Simulates Step Functions executions on the virtual clock, with histories, task tokens, and redrives. */
@NullMarked
package io.github.bedrockfinetuning.local.states;

import org.jspecify.annotations.NullMarked;
