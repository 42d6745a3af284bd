/** Estimates the cost of a run, based on the prices in the model catalog. */
@NullMarked
package io.github.bedrockfinetuning.cost;

import org.jspecify.annotations.NullMarked;
