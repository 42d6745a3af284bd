/** Recognizes files in other formats and converts them to formats that Amazon Bedrock supports for training. */
@NullMarked
package io.github.bedrockfinetuning.dataset.foreign;

import org.jspecify.annotations.NullMarked;
