package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.RunState;
import java.io.IOException;

/** A step of a run. It receives the run's state and returns the next state. */
public abstract class RunStep extends Step {
    protected RunStep(Platform platform) {
        super(platform);
    }

    /** Runs the step. */
    protected abstract RunState advance(RunState state, Context context) throws IOException, InterruptedException;

    @Override
    protected final JsonNode run(ObjectNode state, Context context) throws IOException, InterruptedException {
        return advance(new RunState(state), context).json();
    }
}
