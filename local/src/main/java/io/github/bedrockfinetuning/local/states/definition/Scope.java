package io.github.bedrockfinetuning.local.states.definition;

import java.util.Map;

/** States that lead to each other: a whole machine's, a branch's or a map's item processor's. */
public record Scope(String startAt, Map<String, State> states) {}
