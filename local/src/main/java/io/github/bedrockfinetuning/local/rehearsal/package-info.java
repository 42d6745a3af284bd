/** The synthesized stack brought to life on one machine, and a dataset sent through it. */
package io.github.bedrockfinetuning.local.rehearsal;
