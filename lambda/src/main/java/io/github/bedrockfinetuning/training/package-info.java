/** Starts and tracks the fine-tuning job, and stores its loss curve. */
@NullMarked
package io.github.bedrockfinetuning.training;

import org.jspecify.annotations.NullMarked;
