/** Finds every way into and out of the account of a stack that its templates open, and what cannot be read. */
package io.github.bedrockfinetuning.local.openings;
