/** The command line. */
@NullMarked
package io.github.bedrockfinetuning.local.cli;

import org.jspecify.annotations.NullMarked;
