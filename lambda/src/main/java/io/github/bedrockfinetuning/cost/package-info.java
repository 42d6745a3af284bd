/** Estimates the cost of a run, based on the catalog's dated prices. */
@NullMarked
package io.github.bedrockfinetuning.cost;

import org.jspecify.annotations.NullMarked;
