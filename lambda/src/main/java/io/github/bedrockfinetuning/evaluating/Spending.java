package io.github.bedrockfinetuning.evaluating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answering.Reused;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.Price;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.serving.Endpoint;
import io.github.bedrockfinetuning.training.Trained;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/** The measured cost of a run. An amount is null if its price is not known. */
final class Spending {
    private static final double MILLION = 1e6;

    private final Run run;
    private final RunRecord record;

    Spending(Run run, RunRecord record) {
        this.run = run;
        this.record = record;
    }

    /**
     * Returns the parts of the cost with the same names as in the estimate, each with its measured quantity and cost.
     */
    JsonNode actual(RunSystems systems) {
        ObjectNode actual = Json.object();
        ArrayNode parts = actual.putArray("parts");
        Trained.of(run).map(this::training).ifPresent(parts::add);
        parts.add(Json.object()
                .put("name", "storage")
                .putNull("amount")
                .put("basis", "billed monthly until the custom model is deleted"));
        Endpoint.of(run).map(this::serving).ifPresent(parts::add);
        systems.asked().forEach(system -> parts.add(answering(system, systems.reused(system.name()))));
        Settings.Judge judge = record.settings().judge();
        if (judge != null) {
            parts.add(Json.object()
                    .put("name", "judging")
                    .put("system", judge.model())
                    .putNull("amount")
                    .put("basis", "the judge's tokens are not counted"));
        }
        double known = 0;
        boolean complete = true;
        for (JsonNode part : parts) {
            known += part.path("amount").doubleValue();
            complete &= part.path("amount").isNumber();
        }
        actual.putObject("total").put("amount", known).put("complete", complete);
        return actual;
    }

    private ObjectNode training(Trained trained) {
        return Json.object()
                .put("name", "training")
                .put("hours", hours(trained.startedAt(), trained.endedAt()))
                .put("records", record.count("train"))
                .putNull("amount")
                .put("basis", "Bedrock does not report the number of billed tokens");
    }

    private ObjectNode serving(Endpoint endpoint) {
        double hours = hours(endpoint.startedAt(), run.platform().clock().instant());
        ObjectNode part = Json.object()
                .put("name", "serving")
                .put("mode", Json.tree(endpoint.mode()).asText())
                .put("hours", hours);
        if (endpoint.mode() == ServingMode.ON_DEMAND) {
            return part.put("amount", 0).put("basis", "on demand: billed per token, included under inference");
        }
        Double hourly = Price.ofCustom(record.settings().base()).throughputPerHour();
        return part.put("amount", hourly == null ? null : hours * hourly)
                .put("basis", String.format(Locale.ROOT, "one model unit for %.1f hours so far", hours));
    }

    private static double hours(Instant from, Instant to) {
        return Duration.between(from, to).toMinutes() / 60.0;
    }

    /**
     * Returns the cost of a system's answers.
     *
     * @param reused the answers that other runs requested and paid for
     */
    private ObjectNode answering(SystemAnswers system, List<Reused> reused) {
        long input = sum(system, Answer::inputTokens)
                - reused.stream().mapToLong(Reused::inputTokens).sum();
        long output = sum(system, Answer::outputTokens)
                - reused.stream().mapToLong(Reused::outputTokens).sum();
        Double in = system.price().inputPerMillion();
        Double out = system.price().outputPerMillion();
        ObjectNode part = Json.object()
                .put("name", "answering")
                .put("system", system.name())
                .put("inputTokens", input)
                .put("outputTokens", output);
        if (system.name().equals(SystemRole.TUNED.id()) && record.servingMode() != ServingMode.ON_DEMAND) {
            return part.put("amount", 0).put("basis", "billed per hour, included under serving");
        }
        return part.put("amount", in == null || out == null ? null : (input * in + output * out) / MILLION)
                .put(
                        "basis",
                        String.format(Locale.ROOT, "%,d input tokens, %,d output tokens", input, output)
                                + notPaid(reused));
    }

    private static String notPaid(List<Reused> reused) {
        int answers = reused.stream().mapToInt(Reused::answers).sum();
        return answers == 0 ? "" : String.format(Locale.ROOT, "; earlier runs paid for %,d answers", answers);
    }

    private static long sum(SystemAnswers system, Function<Answer, Integer> tokens) {
        return system.answers().values().stream()
                .map(tokens)
                .filter(Objects::nonNull)
                .mapToLong(Integer::longValue)
                .sum();
    }
}
