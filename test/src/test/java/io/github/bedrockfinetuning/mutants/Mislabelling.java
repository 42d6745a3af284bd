package io.github.bedrockfinetuning.mutants;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.steps.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A step that interprets a transient error as a permanent one if the message contains a specific text. */
abstract class Mislabelling extends Step {
    private final Step whole;
    private final String words;

    Mislabelling(Platform platform, Step whole, String words) {
        super(platform);
        this.whole = whole;
        this.words = words;
    }

    @Override
    protected final JsonNode run(ObjectNode state, Context context) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            whole.handleRequest(new ByteArrayInputStream(Json.bytes(state)), out, context);
        } catch (RuntimeException e) {
            throw e.getMessage().contains(words) ? new PermanentFailure(e.getMessage()) : e;
        }
        return Json.read(out.toByteArray());
    }
}
