/** What every command reads, prints and fails with: the terminal, the process, its input files. */
@NullMarked
package io.github.bedrockfinetuning.local.cli.console;

import org.jspecify.annotations.NullMarked;
