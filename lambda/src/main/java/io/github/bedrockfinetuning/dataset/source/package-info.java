/** Reads bytes from files and memory, by line and by blocks of lines. */
package io.github.bedrockfinetuning.dataset.source;
