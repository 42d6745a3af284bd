/** Output files that are written atomically, and temporary directories. */
@NullMarked
package io.github.bedrockfinetuning.files;

import org.jspecify.annotations.NullMarked;
