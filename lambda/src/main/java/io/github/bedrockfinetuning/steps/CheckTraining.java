package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.training.TrainingProgress;

/**
 * Looks how the fine-tuning job is doing; when it is done, brings its loss curve home.
 *
 * <p>Calls bedrock:GetModelCustomizationJob, s3:ListBucket and s3:GetObject on jobs/, s3:PutObject on runs/.
 */
public final class CheckTraining extends Step {
    public CheckTraining() {
        this(Platform.ofLambda());
    }

    public CheckTraining(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) {
        TrainingProgress.Look look = new TrainingProgress(Run.of(platform(), state)).look();
        if (look.trained()) {
            state.remove("waitSeconds");
            return state.put("status", "TRAINED");
        }
        return state.put("status", "TRAINING").put("waitSeconds", look.next().toSeconds());
    }
}
