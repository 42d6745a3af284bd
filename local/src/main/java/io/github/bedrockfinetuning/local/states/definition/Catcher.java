package io.github.bedrockfinetuning.local.states.definition;

import io.github.bedrockfinetuning.local.states.data.ResultPath;
import java.util.List;

/** An element of the Catch field of a state. */
public record Catcher(List<String> errorEquals, String next, ResultPath resultPath) {}
