/** Recognizes, reads, and writes the record formats that Amazon Bedrock supports for training. */
@NullMarked
package io.github.bedrockfinetuning.dataset.format;

import org.jspecify.annotations.NullMarked;
