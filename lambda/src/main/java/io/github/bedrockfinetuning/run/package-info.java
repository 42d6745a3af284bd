/** Defines a run: its ID, settings, record, and store, and the environment of its steps. */
@NullMarked
package io.github.bedrockfinetuning.run;

import org.jspecify.annotations.NullMarked;
