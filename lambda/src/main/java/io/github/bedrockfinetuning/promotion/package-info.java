/** Manages the stable name of a dataset's model, which applications read. */
package io.github.bedrockfinetuning.promotion;
