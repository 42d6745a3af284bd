package io.github.bedrockfinetuning.serving;

import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a run's custom model answers: {@code runs/<runId>/serving.json}.
 *
 * @param arn what Converse takes as model id
 */
public record Endpoint(ServingMode mode, String arn, String modelArn, Instant startedAt) {

    /** The run's endpoint, or nothing if none was made. */
    public static Optional<Endpoint> of(Run run) {
        return run.store()
                .find(run.store().results(), run.key("serving.json"))
                .map(bytes -> Json.read(bytes, Endpoint.class));
    }
}
