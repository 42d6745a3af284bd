package io.github.bedrockfinetuning.local.states.definition;

import io.github.bedrockfinetuning.local.states.data.ResultPath;
import java.util.List;

/** One element of a state's Catch. */
public record Catcher(List<String> errorEquals, String next, ResultPath resultPath) {}
