package io.github.bedrockfinetuning.mutants;

import io.github.bedrockfinetuning.run.Platform;

/** Interprets a conflict as a rejection. */
public final class Promote extends Mislabelling {
    public Promote(Platform platform) {
        super(platform, new io.github.bedrockfinetuning.steps.Promote(platform), "TooManyUpdates");
    }
}
