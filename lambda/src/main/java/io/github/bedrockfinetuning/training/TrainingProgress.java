package io.github.bedrockfinetuning.training;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.StatusDetails;

/**
 * Tracks a fine-tuning job until it ends. A job spends most of its time in the queue, so a slow job does not fail the
 * run.
 */
public final class TrainingProgress {
    private static final Duration SHORT_WAIT = Duration.ofMinutes(2);
    private static final Duration WARN_AFTER = Duration.ofHours(24);

    private final Run run;
    private final TrainingJob job;

    public TrainingProgress(Run run) {
        this.run = run;
        this.job = new TrainingJob(run);
    }

    /**
     * The result of one check of the job.
     *
     * @param trained whether the model exists
     * @param next the time until the next check
     * @param detail a description of the job's state for users; contains only IDs and states
     */
    public record Look(boolean trained, Duration next, String detail) {}

    /**
     * Checks the job. If it has ended, writes {@code runs/<runId>/training.json}.
     *
     * @throws PermanentFailure if the job failed, was stopped by someone else, or exceeded its time budget
     */
    public Look look() {
        GetModelCustomizationJobResponse found = job.find()
                .orElseThrow(() -> new TransientFailure("Bedrock does not list the job " + run.id() + " yet."));
        switch (found.status()) {
            case COMPLETED:
                return completed(found);
            case FAILED:
                throw new PermanentFailure(
                        "Training failed. Bedrock reports: \"" + Failures.quote(found.failureMessage())
                                + "\" (job " + found.jobArn()
                                + "). Failed jobs are not billed. Correct the problem and upload the dataset again. If "
                                + "Bedrock reports an internal error, upload the dataset again without changes.");
            case STOPPED:
                throw new PermanentFailure(
                        "The fine-tuning job " + found.jobArn()
                                + " was stopped outside this workflow. Tokens that were already processed are billed. To train again, upload the dataset again.");
            default:
                return going(found);
        }
    }

    private Look going(GetModelCustomizationJobResponse found) {
        Duration age = Duration.between(found.creationTime(), now());
        if (age.compareTo(TrainingJob.BUDGET) > 0) {
            throw new PermanentFailure("The fine-tuning job " + found.jobArn() + " has not ended within "
                    + TrainingJob.BUDGET.toDays() + " days (" + details(found)
                    + "), so it was stopped. Upload the dataset again, or choose another base model.");
        }
        String detail = details(found) + (age.compareTo(WARN_AFTER) > 0 ? ", for more than a day" : "");
        run.write(
                FileNames.PROGRESS,
                Json.object()
                        .put("at", now().toString())
                        .put("job", found.jobArn())
                        .put("status", found.statusAsString())
                        .put("since", found.creationTime().toString())
                        .put("detail", detail)
                        .put("slow", age.compareTo(WARN_AFTER) > 0));
        return new Look(false, TrainingJob.nextLook(age), detail);
    }

    private Look completed(GetModelCustomizationJobResponse found) {
        if (found.outputModelArn() == null) {
            return new Look(false, SHORT_WAIT, "Completed, but the model is not available yet");
        }
        run.write(
                FileNames.TRAINING,
                new Trained(
                        found.jobArn(),
                        found.outputModelArn(),
                        found.creationTime(),
                        Optional.ofNullable(found.endTime()).orElse(found.lastModifiedTime()),
                        found.trainingMetrics() == null
                                        || found.trainingMetrics().trainingLoss() == null
                                ? null
                                : found.trainingMetrics().trainingLoss().doubleValue(),
                        found.hasValidationMetrics()
                                ? found.validationMetrics().stream()
                                        .map(m -> m.validationLoss() == null
                                                ? null
                                                : m.validationLoss().doubleValue())
                                        .toList()
                                : List.of(),
                        losses()));
        return new Look(true, Duration.ZERO, "Completed");
    }

    /** Reads the loss curve. It is only used in the report, so a missing curve does not fail the run. */
    private List<LossPoint> losses() {
        try {
            return new LossCurve(run).read();
        } catch (RuntimeException e) {
            if (!Failures.of(e).mayPass()) {
                return List.of();
            }
            throw e;
        }
    }

    private static String details(GetModelCustomizationJobResponse found) {
        StatusDetails details = found.statusDetails();
        if (details == null || details.trainingDetails() == null) {
            return found.statusAsString();
        }
        return found.statusAsString() + ", training "
                + details.trainingDetails().statusAsString();
    }

    private Instant now() {
        return run.platform().clock().instant();
    }
}
