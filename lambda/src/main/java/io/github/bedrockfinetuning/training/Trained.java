package io.github.bedrockfinetuning.training;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The results of a completed job, stored in {@code runs/<runId>/training.json}.
 *
 * @param trainingLoss the last training loss that Bedrock returns; null if it returns none
 * @param validationLosses the validation losses, one per validation file
 * @param losses the loss curve; empty if the job did not write one
 */
public record Trained(
        String jobArn,
        String modelArn,
        Instant startedAt,
        Instant endedAt,
        @Nullable Double trainingLoss,
        List<Double> validationLosses,
        List<LossPoint> losses) {

    /** Returns the results of the run's job, or an empty Optional if the job has not completed successfully. */
    public static Optional<Trained> of(Run run) {
        return run.store()
                .find(run.store().results(), run.key(FileNames.TRAINING))
                .map(bytes -> Json.read(bytes, Trained.class));
    }
}
