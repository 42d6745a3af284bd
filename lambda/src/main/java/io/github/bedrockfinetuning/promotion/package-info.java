/** Manages the stable name of a dataset's model, which applications read. */
@NullMarked
package io.github.bedrockfinetuning.promotion;

import org.jspecify.annotations.NullMarked;
