/** Evaluates paths and payload templates, and enforces the maximum payload size between states. */
@NullMarked
package io.github.bedrockfinetuning.local.states.data;

import org.jspecify.annotations.NullMarked;
