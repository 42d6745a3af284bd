/**
 * Contains facts about Bedrock models: IDs, Regions, formats, limits, hyperparameters, serving modes, prices, and
 * lifecycle.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.bedrockfinetuning.catalogue;

import org.jspecify.annotations.NullMarked;
