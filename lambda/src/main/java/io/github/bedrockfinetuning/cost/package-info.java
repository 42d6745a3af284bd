/** Estimates what a run costs from the catalogue's dated prices. */
@NullMarked
package io.github.bedrockfinetuning.cost;

import org.jspecify.annotations.NullMarked;
