/** Contains the experiments of {@code prove}, one per class, and the classes that they share. */
@NullMarked
package io.github.bedrockfinetuning.local.prove.experiments;

import org.jspecify.annotations.NullMarked;
