/** Runs the synthesized stack with a dataset on this computer. */
@NullMarked
package io.github.bedrockfinetuning.local.rehearsal;

import org.jspecify.annotations.NullMarked;
