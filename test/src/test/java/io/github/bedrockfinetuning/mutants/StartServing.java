package io.github.bedrockfinetuning.mutants;

import io.github.bedrockfinetuning.run.Platform;

/** Interprets a wrong clock as a missing permission. */
public final class StartServing extends Mislabelling {
    public StartServing(Platform platform) {
        super(platform, new io.github.bedrockfinetuning.steps.StartServing(platform), "InvalidSignatureException");
    }
}
