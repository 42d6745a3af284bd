package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunState;
import io.github.bedrockfinetuning.serving.Serving;
import io.github.bedrockfinetuning.training.Trained;
import java.time.Duration;

/**
 * Starts serving the custom model.
 *
 * <p>Calls bedrock:CreateCustomModelDeployment and GetCustomModelDeployment, or
 * bedrock:CreateProvisionedModelThroughput and GetProvisionedModelThroughput, with TagResource; s3:GetObject and
 * s3:PutObject on runs/.
 */
public final class StartServing extends RunStep {
    private static final Duration FIRST_LOOK = Duration.ofSeconds(60);

    public StartServing() {
        this(Platform.ofLambda());
    }

    public StartServing(Platform platform) {
        super(platform);
    }

    @Override
    protected RunState advance(RunState state, Context context) {
        Run run = state.run(platform());
        Trained trained = Trained.of(run)
                .orElseThrow(() -> new PermanentFailure("Run " + run.id() + " has no trained model to serve."));
        new Serving(run).start(run.record().servingMode(), trained.modelArn());
        return state.waiting(StepStatus.SERVING, FIRST_LOOK);
    }
}
