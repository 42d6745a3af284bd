package io.github.bedrockfinetuning.mutants;

import io.github.bedrockfinetuning.run.Platform;

/** Interprets a throttled key as a key that cannot be used. */
public final class Evaluate extends Mislabelling {
    public Evaluate(Platform platform) {
        super(platform, new io.github.bedrockfinetuning.steps.Evaluate(platform), "KMS.ThrottlingException");
    }
}
