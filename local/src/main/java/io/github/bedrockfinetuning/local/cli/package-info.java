/** Contains the entry point of the command-line tool. */
@NullMarked
package io.github.bedrockfinetuning.local.cli;

import org.jspecify.annotations.NullMarked;
