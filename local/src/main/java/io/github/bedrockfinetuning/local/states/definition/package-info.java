/** State machine definitions: read, checked, and refused by name where something is not simulated. */
package io.github.bedrockfinetuning.local.states.definition;
