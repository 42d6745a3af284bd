/** Scores of one answer against its references, each by a published definition. */
@NullMarked
package io.github.bedrockfinetuning.metrics;

import org.jspecify.annotations.NullMarked;
