/**
 * Contains facts about Bedrock models: IDs, Regions, formats, limits, hyperparameters, serving modes, prices, and
 * lifecycle.
 */
package io.github.bedrockfinetuning.catalogue;
