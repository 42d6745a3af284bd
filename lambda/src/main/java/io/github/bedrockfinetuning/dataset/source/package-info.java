/** Reads bytes from files and memory, by line and by blocks of lines. */
@NullMarked
package io.github.bedrockfinetuning.dataset.source;

import org.jspecify.annotations.NullMarked;
