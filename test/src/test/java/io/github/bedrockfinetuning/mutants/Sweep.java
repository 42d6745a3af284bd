package io.github.bedrockfinetuning.mutants;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.steps.Step;

/** Removes nothing. */
public final class Sweep extends Step {
    public Sweep(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode event, Context context) {
        return event.put("status", "SWEPT").put("acted", 0);
    }
}
