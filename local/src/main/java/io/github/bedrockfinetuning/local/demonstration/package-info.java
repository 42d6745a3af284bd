/** The demonstration dataset: made-up customer support messages with twelve labels. */
@NullMarked
package io.github.bedrockfinetuning.local.demonstration;

import org.jspecify.annotations.NullMarked;
