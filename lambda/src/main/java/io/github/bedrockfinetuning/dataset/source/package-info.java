/** Reads bytes from files and memory, in lines and in blocks of lines. */
package io.github.bedrockfinetuning.dataset.source;
