/** Parses and validates state machine definitions, and rejects features that are not simulated. */
@NullMarked
package io.github.bedrockfinetuning.local.states.definition;

import org.jspecify.annotations.NullMarked;
