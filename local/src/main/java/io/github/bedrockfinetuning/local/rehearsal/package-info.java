/** Runs the synthesized stack with a dataset on one machine. */
@NullMarked
package io.github.bedrockfinetuning.local.rehearsal;

import org.jspecify.annotations.NullMarked;
