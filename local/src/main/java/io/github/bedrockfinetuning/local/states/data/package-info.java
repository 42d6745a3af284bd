/** Evaluates paths and payload templates, and enforces the payload size limit between states. */
@NullMarked
package io.github.bedrockfinetuning.local.states.data;

import org.jspecify.annotations.NullMarked;
