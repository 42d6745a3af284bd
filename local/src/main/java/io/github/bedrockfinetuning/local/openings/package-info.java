/** Finds every way into and out of the account of a stack that its templates open, and what cannot be read. */
@NullMarked
package io.github.bedrockfinetuning.local.openings;

import org.jspecify.annotations.NullMarked;
