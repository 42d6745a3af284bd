/**
 * Contains facts about Bedrock models: IDs, Regions, formats, limits, hyperparameters, serving modes, prices, and
 * lifecycle.
 */
@NullMarked
package io.github.bedrockfinetuning.catalogue;

import org.jspecify.annotations.NullMarked;
