package io.github.bedrockfinetuning.mutants;

import io.github.bedrockfinetuning.run.Platform;

/** Interprets a truncated response as an error of its own. */
public final class CheckServing extends Mislabelling {
    public CheckServing(Platform platform) {
        super(platform, new io.github.bedrockfinetuning.steps.CheckServing(platform), "could not be reached");
    }
}
