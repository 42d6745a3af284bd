/** The formats of records that Amazon Bedrock trains on: recognizes, reads and writes them. */
package io.github.bedrockfinetuning.dataset.format;
