package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.serving.Serving;
import io.github.bedrockfinetuning.training.Trained;

/**
 * Starts serving the custom model.
 *
 * <p>Calls bedrock:CreateCustomModelDeployment and GetCustomModelDeployment, or
 * bedrock:CreateProvisionedModelThroughput and GetProvisionedModelThroughput, with TagResource; s3:GetObject and
 * s3:PutObject on runs/.
 */
public final class StartServing extends Step {
    private static final int FIRST_LOOK_SECONDS = 60;

    public StartServing() {
        this(Platform.ofLambda());
    }

    public StartServing(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) {
        Run run = Run.of(platform(), state);
        Trained trained = Trained.of(run)
                .orElseThrow(() -> new PermanentFailure("Run " + run.id() + " has no trained model to serve."));
        new Serving(run).start(run.record().servingMode(), trained.modelArn());
        return state.put("status", "SERVING").put("waitSeconds", FIRST_LOOK_SECONDS);
    }
}
