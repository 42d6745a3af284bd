package io.github.bedrockfinetuning.mutants;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.ending.StackResources;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.steps.Step;

/** Removes remaining resources, but does not report the end of runs. */
public final class SweepTellingNoEnd extends Step {
    public SweepTellingNoEnd(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode event, Context context) {
        return event.put("status", "SWEPT")
                .put("acted", new StackResources(platform()).remove().found().size());
    }
}
