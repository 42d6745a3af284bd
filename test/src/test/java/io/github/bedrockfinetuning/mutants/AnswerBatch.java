package io.github.bedrockfinetuning.mutants;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.steps.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Interprets every time as 30 minutes later, so it gives up a model after its second rejection. */
public final class AnswerBatch extends Step {
    public AnswerBatch(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) throws IOException {
        Platform hasty = new Platform(
                platform().environment(), platform().aws(), new Hasty(platform().clock()), pause -> {});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new io.github.bedrockfinetuning.steps.AnswerBatch(hasty)
                .handleRequest(new ByteArrayInputStream(Json.bytes(state)), out, context);
        return Json.read(out.toByteArray());
    }

    private static final class Hasty extends Clock {
        private final Clock clock;
        private int looks;

        private Hasty(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            return clock.instant().plus(Duration.ofMinutes(30L * looks++));
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
