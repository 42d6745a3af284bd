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
import java.lang.reflect.Proxy;

/** Checks only once after an execution ends, although a step might still be running. */
public final class CleanUpLookingOnce extends Step {
    public CleanUpLookingOnce(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) throws IOException {
        Context hurried = (Context) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getRemainingTimeInMillis") ? 0 : method.invoke(context, arguments));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new io.github.bedrockfinetuning.steps.CleanUp(platform())
                .handleRequest(new ByteArrayInputStream(Json.bytes(state)), out, hurried);
        return Json.read(out.toByteArray());
    }
}
