package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunState;
import io.github.bedrockfinetuning.serving.Endpoint;
import io.github.bedrockfinetuning.serving.Serving;
import java.time.Duration;

/**
 * Checks whether the custom model is ready to respond to requests. Creation takes minutes for a deployment and half
 * an hour for Provisioned Throughput. If it takes many times longer, the step fails.
 *
 * <p>Calls bedrock:GetCustomModelDeployment or GetProvisionedModelThroughput, s3:GetObject on runs/.
 */
public final class CheckServing extends RunStep {
    private static final Duration NEXT_LOOK = Duration.ofSeconds(60);
    private static final Duration BUDGET = Duration.ofHours(6);

    public CheckServing() {
        this(Platform.ofLambda());
    }

    public CheckServing(Platform platform) {
        super(platform);
    }

    @Override
    protected RunState advance(RunState state, Context context) {
        Run run = state.run(platform());
        Endpoint endpoint = Endpoint.of(run)
                .orElseThrow(() -> new PermanentFailure("Run " + run.id() + " has not started to serve its model."));
        if (new Serving(run).serves(endpoint.mode())) {
            return state.finished(StepStatus.SERVED);
        }
        if (Duration.between(endpoint.startedAt(), platform().clock().instant()).compareTo(BUDGET) > 0) {
            throw new PermanentFailure(endpoint.arn() + " is still being created after " + BUDGET.toHours()
                    + " hours, so it is deleted. The trained model " + endpoint.modelArn()
                    + " is kept. Upload the dataset again later.");
        }
        return state.waiting(StepStatus.SERVING, NEXT_LOOK);
    }
}
