/** Defines the settings of a run: the name, type, range, default, and meaning of each key of {@code run.json}. */
@NullMarked
package io.github.bedrockfinetuning.contract.settings;

import org.jspecify.annotations.NullMarked;
