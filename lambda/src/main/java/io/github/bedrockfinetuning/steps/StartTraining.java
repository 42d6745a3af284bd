package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.training.TrainingJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Starts the fine-tuning job, or queues for one of the account's job slots.
 *
 * <p>Calls bedrock:CreateModelCustomizationJob (with TagResource and iam:PassRole), bedrock:GetModelCustomizationJob,
 * s3:GetObject on runs/.
 */
public final class StartTraining extends Step {
    private static final Duration FIRST_LOOK = Duration.ofMinutes(2);

    public StartTraining() {
        this(Platform.ofLambda());
    }

    public StartTraining(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) {
        Run run = Run.of(platform(), state);
        Optional<String> quota = new TrainingJob(run).start(run.record());
        if (quota.isEmpty()) {
            state.remove("queuedSince");
            return state.put("status", "TRAINING").put("waitSeconds", FIRST_LOOK.toSeconds());
        }
        Instant now = platform().clock().instant();
        Instant since = Instant.parse(state.path("queuedSince").asText(now.toString()));
        if (Duration.between(since, now).compareTo(TrainingJob.BUDGET) > 0) {
            throw new PermanentFailure("Bedrock started no fine-tuning job in " + TrainingJob.BUDGET.toDays()
                    + " days, since a quota of the account is used up: \"" + quota.get() + "\". Nothing was started."
                    + " Stop other jobs or delete custom models that nobody uses, as it says, or ask for a higher quota in"
                    + " the Service Quotas console, then upload the dataset again.");
        }
        return state.put("status", "QUEUED")
                .put("queuedSince", since.toString())
                .put(
                        "waitSeconds",
                        TrainingJob.slotWait(Duration.between(since, now)).toSeconds());
    }
}
