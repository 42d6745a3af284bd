/** Reads bytes from files and memory, line by line or in blocks of lines. */
@NullMarked
package io.github.bedrockfinetuning.dataset.source;

import org.jspecify.annotations.NullMarked;
