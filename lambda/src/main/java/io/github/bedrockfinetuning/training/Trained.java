package io.github.bedrockfinetuning.training;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a finished job left: {@code runs/<runId>/training.json}.
 *
 * @param trainingLoss the last one that Bedrock names; null if it names none
 * @param validationLosses one for each validation file
 * @param losses the curve; empty if the job wrote none
 */
public record Trained(
        String jobArn,
        String modelArn,
        Instant startedAt,
        Instant endedAt,
        Double trainingLoss,
        List<Double> validationLosses,
        List<LossPoint> losses) {

    /** What the run's job left, or nothing if it has not ended well. */
    public static Optional<Trained> of(Run run) {
        return run.store()
                .find(run.store().results(), run.key(FileNames.TRAINING))
                .map(bytes -> Json.read(bytes, Trained.class));
    }
}
