/** The demonstration dataset: made-up customer support messages with twelve labels. */
package io.github.bedrockfinetuning.local.demonstration;
