/** Estimates what a run costs from the catalogue's dated prices. */
package io.github.bedrockfinetuning.cost;
