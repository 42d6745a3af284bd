/** What every command reads, prints and fails with: the terminal, the process, its input files. */
package io.github.bedrockfinetuning.local.cli.console;
