/** Facts about Bedrock's models: ids, Regions, formats, limits, hyperparameters, serving modes, prices, lifecycle. */
package io.github.bedrockfinetuning.catalogue;
