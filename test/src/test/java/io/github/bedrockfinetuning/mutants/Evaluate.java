package io.github.bedrockfinetuning.mutants;

import io.github.bedrockfinetuning.run.Platform;

/** Takes a key that is asked too often for one that cannot be used. */
public final class Evaluate extends Mislabelling {
    public Evaluate(Platform platform) {
        super(platform, new io.github.bedrockfinetuning.steps.Evaluate(platform), "KMS.ThrottlingException");
    }
}
