package io.github.bedrockfinetuning.mutants;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.steps.Step;

/** Reports that it stopped serving, but does not stop it. */
public final class StopServing extends Step {
    public StopServing(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) {
        return state.put("judge", false).put("status", "STOPPED");
    }
}
