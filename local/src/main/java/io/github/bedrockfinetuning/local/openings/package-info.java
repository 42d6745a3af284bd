/** Finds every way into and out of a stack's account that its templates open, and what of them cannot be read. */
package io.github.bedrockfinetuning.local.openings;
