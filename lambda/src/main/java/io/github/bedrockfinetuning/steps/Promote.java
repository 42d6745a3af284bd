package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.promotion.Promotion;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.RunState;

/**
 * Points the dataset's stable name to the model that passed the gate.
 *
 * <p>Calls ssm:GetParameter and ssm:PutParameter under the stack's prefix, s3:GetObject and s3:PutObject on runs/.
 */
public final class Promote extends RunStep {
    public Promote() {
        this(Platform.ofLambda());
    }

    public Promote(Platform platform) {
        super(platform);
    }

    @Override
    protected RunState advance(RunState state, Context context) {
        new Promotion(state.run(platform())).promote();
        return state.status(StepStatus.PROMOTED);
    }
}
