/** Contains classes that all commands share: the terminal, the process, and the input files. */
@NullMarked
package io.github.bedrockfinetuning.local.cli.console;

import org.jspecify.annotations.NullMarked;
