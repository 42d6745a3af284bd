package io.github.bedrockfinetuning.mutants;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.steps.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Checks only once, although resources might still be created. */
public final class CleanUp extends Step {
    public CleanUp(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new io.github.bedrockfinetuning.steps.CleanUp(platform())
                .handleRequest(new ByteArrayInputStream(Json.bytes(state)), out, context);
        ObjectNode result = (ObjectNode) Json.read(out.toByteArray());
        return result.path("status").asText().equals("CLEANING") ? result.put("status", "CLEAN") : result;
    }
}
