/** The command line. */
package io.github.bedrockfinetuning.local.cli;
