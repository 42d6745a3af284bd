package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.RunState;
import io.github.bedrockfinetuning.training.TrainingProgress;

/**
 * Checks the status of the fine-tuning job. When the job is completed, saves its loss curve.
 *
 * <p>Calls bedrock:GetModelCustomizationJob, s3:ListBucket and s3:GetObject on jobs/, s3:PutObject on runs/.
 */
public final class CheckTraining extends RunStep {
    public CheckTraining() {
        this(Platform.ofLambda());
    }

    public CheckTraining(Platform platform) {
        super(platform);
    }

    @Override
    protected RunState advance(RunState state, Context context) {
        TrainingProgress.Look look = new TrainingProgress(state.run(platform())).look();
        return look.trained() ? state.finished(StepStatus.TRAINED) : state.waiting(StepStatus.TRAINING, look.next());
    }
}
