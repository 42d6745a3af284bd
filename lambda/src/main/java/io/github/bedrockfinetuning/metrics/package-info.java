/** Scores of one answer against its references, each by a published definition. */
package io.github.bedrockfinetuning.metrics;
