/** Recognizes files in other formats and converts them to a format that Amazon Bedrock trains on. */
package io.github.bedrockfinetuning.dataset.foreign;
