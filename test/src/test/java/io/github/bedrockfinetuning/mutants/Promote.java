package io.github.bedrockfinetuning.mutants;

import io.github.bedrockfinetuning.run.Platform;

/** Takes a conflict for a refusal. */
public final class Promote extends Mislabelling {
    public Promote(Platform platform) {
        super(platform, new io.github.bedrockfinetuning.steps.Promote(platform), "TooManyUpdates");
    }
}
