/** Creates private and temporary folders, and deletes folders. */
@NullMarked
package io.github.bedrockfinetuning.local.folders;

import org.jspecify.annotations.NullMarked;
