/** Recognizes, reads and writes the record formats that Amazon Bedrock supports for training. */
package io.github.bedrockfinetuning.dataset.format;
