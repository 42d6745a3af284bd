/** State machine definitions: read, checked, and refused by name where something is not simulated. */
@NullMarked
package io.github.bedrockfinetuning.local.states.definition;

import org.jspecify.annotations.NullMarked;
