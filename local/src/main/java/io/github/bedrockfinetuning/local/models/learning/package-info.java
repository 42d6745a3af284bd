/**
 * Contains the shared parts of the local models: prompts, words, features, and a linear classifier that records its
 * losses.
 */
@NullMarked
package io.github.bedrockfinetuning.local.models.learning;

import org.jspecify.annotations.NullMarked;
