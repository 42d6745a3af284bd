/** Runs the synthesized stack on one machine with a dataset. */
@NullMarked
package io.github.bedrockfinetuning.local.rehearsal;

import org.jspecify.annotations.NullMarked;
