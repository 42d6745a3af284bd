package io.github.bedrockfinetuning.mutants;

import io.github.bedrockfinetuning.run.Platform;

/** Takes an answer that was cut off for a fault of its own. */
public final class CheckServing extends Mislabelling {
    public CheckServing(Platform platform) {
        super(platform, new io.github.bedrockfinetuning.steps.CheckServing(platform), "could not be reached");
    }
}
