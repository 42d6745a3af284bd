package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunState;
import io.github.bedrockfinetuning.training.TrainingJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Starts the fine-tuning job, or waits for one of the account's job slots.
 *
 * <p>Calls bedrock:CreateModelCustomizationJob (with TagResource and iam:PassRole), bedrock:GetModelCustomizationJob,
 * s3:GetObject on runs/.
 */
public final class StartTraining extends RunStep {
    private static final Duration FIRST_LOOK = Duration.ofMinutes(2);

    public StartTraining() {
        this(Platform.ofLambda());
    }

    public StartTraining(Platform platform) {
        super(platform);
    }

    @Override
    protected RunState advance(RunState state, Context context) {
        Run run = state.run(platform());
        Optional<String> quota = new TrainingJob(run).start(run.record());
        if (quota.isEmpty()) {
            return state.queuedSince(Optional.empty()).waiting(StepStatus.TRAINING, FIRST_LOOK);
        }
        Instant now = platform().clock().instant();
        Instant since = state.queuedSince().orElse(now);
        if (Duration.between(since, now).compareTo(TrainingJob.BUDGET) > 0) {
            throw new PermanentFailure("Bedrock did not start the fine-tuning job within " + TrainingJob.BUDGET.toDays()
                    + " days, because an account quota has been reached: \"" + quota.get()
                    + "\". Nothing was started. Depending on the quota, stop other jobs or delete unused custom "
                    + "models, or request a quota increase in the Service Quotas console. Then upload the "
                    + "dataset again.");
        }
        return state.queuedSince(Optional.of(since))
                .waiting(StepStatus.QUEUED, TrainingJob.slotWait(Duration.between(since, now)));
    }
}
