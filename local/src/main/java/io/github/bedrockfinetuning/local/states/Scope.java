package io.github.bedrockfinetuning.local.states;

import java.util.Map;

/** States that lead to each other: a whole machine's, a branch's or a map's item processor's. */
record Scope(String startAt, Map<String, State> states) {}
