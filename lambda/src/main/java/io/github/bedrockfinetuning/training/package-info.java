/** The fine-tuning job: starting it, tracking it, and storing its loss curve. */
@NullMarked
package io.github.bedrockfinetuning.training;

import org.jspecify.annotations.NullMarked;
