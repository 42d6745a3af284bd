/** Folders that only their owner can read. */
package io.github.bedrockfinetuning.local.folders;
