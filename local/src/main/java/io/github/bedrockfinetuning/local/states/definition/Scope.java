package io.github.bedrockfinetuning.local.states.definition;

import java.util.Map;

/** The states of a state machine, a branch, or an item processor. */
public record Scope(String startAt, Map<String, State> states) {}
