package io.github.bedrockfinetuning.serving;

import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import java.time.Instant;
import java.util.Optional;

/**
 * The endpoint of a run's custom model, stored in {@code runs/<runId>/serving.json}.
 *
 * @param arn the ARN to use as the model ID for Converse
 */
public record Endpoint(ServingMode mode, String arn, String modelArn, Instant startedAt) {

    /** Returns the run's endpoint, or an empty Optional if none was created. */
    public static Optional<Endpoint> of(Run run) {
        return run.store()
                .find(run.store().results(), run.key(FileNames.SERVING))
                .map(bytes -> Json.read(bytes, Endpoint.class));
    }
}
