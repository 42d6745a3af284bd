/** Defines a run: its ID, settings, record, and store, and the environment of its steps. */
package io.github.bedrockfinetuning.run;
