/** What makes a run: its id, settings, record and store, and the world its steps see. */
package io.github.bedrockfinetuning.run;
