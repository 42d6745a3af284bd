/** Folders that only their owner can read. */
@NullMarked
package io.github.bedrockfinetuning.local.folders;

import org.jspecify.annotations.NullMarked;
