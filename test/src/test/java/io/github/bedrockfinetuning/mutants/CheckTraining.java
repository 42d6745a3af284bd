package io.github.bedrockfinetuning.mutants;

import io.github.bedrockfinetuning.run.Platform;

/** Interprets expired credentials as a missing permission. */
public final class CheckTraining extends Mislabelling {
    public CheckTraining(Platform platform) {
        super(platform, new io.github.bedrockfinetuning.steps.CheckTraining(platform), "ExpiredToken");
    }
}
