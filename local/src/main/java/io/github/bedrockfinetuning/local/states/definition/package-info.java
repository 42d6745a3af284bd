/** Reads and checks state machine definitions, and refuses the features that are not simulated. */
@NullMarked
package io.github.bedrockfinetuning.local.states.definition;

import org.jspecify.annotations.NullMarked;
