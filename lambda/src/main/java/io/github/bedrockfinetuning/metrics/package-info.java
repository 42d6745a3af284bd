/** Metrics that score an answer against its references, each with a published definition. */
@NullMarked
package io.github.bedrockfinetuning.metrics;

import org.jspecify.annotations.NullMarked;
