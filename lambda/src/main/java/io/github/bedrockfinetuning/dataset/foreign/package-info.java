/** Recognizes files in other formats and converts them to formats that Amazon Bedrock supports for training. */
package io.github.bedrockfinetuning.dataset.foreign;
