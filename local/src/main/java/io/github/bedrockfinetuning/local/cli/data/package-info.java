/** Commands that work on files alone: check, convert, estimate, score and compare. */
package io.github.bedrockfinetuning.local.cli.data;
