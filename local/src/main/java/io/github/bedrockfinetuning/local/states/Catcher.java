package io.github.bedrockfinetuning.local.states;

import java.util.List;

/** One element of a state's Catch. */
record Catcher(List<String> errorEquals, String next, ResultPath resultPath) {}
