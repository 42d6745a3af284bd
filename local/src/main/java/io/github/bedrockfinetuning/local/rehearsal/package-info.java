/** Runs the synthesized stack on one machine with a dataset. */
package io.github.bedrockfinetuning.local.rehearsal;
