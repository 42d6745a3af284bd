package io.github.bedrockfinetuning.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.serving.Endpoint;
import io.github.bedrockfinetuning.training.Trained;
import io.github.bedrockfinetuning.verdict.Answer;
import io.github.bedrockfinetuning.verdict.SystemAnswers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What was counted while the run ran; an amount is null where its price is not known. */
final class Spending {
    private static final double MILLION = 1e6;

    private final Run run;
    private final RunRecord record;

    Spending(Run run, RunRecord record) {
        this.run = run;
        this.record = record;
    }

    JsonNode actual(List<SystemAnswers> systems) {
        ObjectNode actual = Json.object();
        ArrayNode parts = actual.putArray("parts");
        systems.forEach(system -> parts.add(answering(system)));
        Endpoint.of(run)
                .ifPresent(endpoint -> parts.addObject()
                        .put("name", "serving")
                        .put("mode", Json.tree(endpoint.mode()).asText())
                        .put(
                                "hours",
                                Duration.between(
                                                        endpoint.startedAt(),
                                                        run.platform().clock().instant())
                                                .toMinutes()
                                        / 60.0));
        Optional<Trained> trained = Trained.of(run);
        trained.ifPresent(t -> parts.addObject()
                .put("name", "training")
                .put("hours", Duration.between(t.startedAt(), t.endedAt()).toMinutes() / 60.0)
                .put("records", record.count("train")));
        return actual;
    }

    private static ObjectNode answering(SystemAnswers system) {
        long input = sum(system, Answer::inputTokens);
        long output = sum(system, Answer::outputTokens);
        Double in = system.price().inputPerMillion();
        Double out = system.price().outputPerMillion();
        return Json.object()
                .put("name", "answering")
                .put("system", system.name())
                .put("inputTokens", input)
                .put("outputTokens", output)
                .put("amount", in == null || out == null ? null : (input * in + output * out) / MILLION);
    }

    private static long sum(SystemAnswers system, Function<Answer, Integer> tokens) {
        return system.answers().values().stream()
                .map(tokens)
                .filter(Objects::nonNull)
                .mapToLong(Integer::longValue)
                .sum();
    }
}
