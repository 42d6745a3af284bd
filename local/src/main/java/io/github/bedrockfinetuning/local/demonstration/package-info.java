/** Generates the demonstration dataset: fictitious customer messages with twelve labels. */
@NullMarked
package io.github.bedrockfinetuning.local.demonstration;

import org.jspecify.annotations.NullMarked;
