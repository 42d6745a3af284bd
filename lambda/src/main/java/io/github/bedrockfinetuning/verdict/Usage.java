package io.github.bedrockfinetuning.verdict;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.Price;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calculates the tokens, time, and cost of the answers. */
final class Usage {
    private static final double MILLION = 1e6;
    private static final int REQUESTS = 1_000;

    private Usage() {}

    static SystemSummary summary(
            SystemAnswers system, List<TestRecord> references, int failed, Map<String, MeanScore> metrics) {
        List<Answer> answers = references.stream()
                .map(reference -> system.answers().get(reference.id()))
                .filter(answer -> answer != null && !answer.failed())
                .toList();
        double[] latencies = answers.stream()
                .map(Answer::latencyMs)
                .filter(Objects::nonNull)
                .mapToDouble(Long::doubleValue)
                .sorted()
                .toArray();
        boolean timed = latencies.length > 0;
        return new SystemSummary(
                system.name(),
                system.label(),
                new SystemSummary.Outcomes(references.size(), references.size() - failed, failed, (int)
                        answers.stream().filter(Answer::empty).count()),
                metrics,
                new SystemSummary.Consumption(
                        costPerThousand(answers, system.price()),
                        timed ? Bootstrap.quantile(latencies, 0.5) : null,
                        timed ? Bootstrap.quantile(latencies, 0.95) : null,
                        outputTokens(answers)));
    }

    /**
     * Returns the cost per 1,000 requests, or null unless both prices and the token counts of all answers are known.
     * A partial cost could be mistaken for the total.
     */
    private static @Nullable Double costPerThousand(List<Answer> answers, Price price) {
        if (answers.isEmpty() || price.inputPerMillion() == null || price.outputPerMillion() == null) {
            return null;
        }
        double sum = 0;
        for (Answer answer : answers) {
            if (answer.inputTokens() == null || answer.outputTokens() == null) {
                return null;
            }
            sum += answer.inputTokens() * price.inputPerMillion() / MILLION
                    + answer.outputTokens() * price.outputPerMillion() / MILLION;
        }
        return sum / answers.size() * REQUESTS;
    }

    private static @Nullable Double outputTokens(List<Answer> answers) {
        if (answers.isEmpty() || answers.stream().anyMatch(answer -> answer.outputTokens() == null)) {
            return null;
        }
        return answers.stream().mapToInt(Answer::outputTokens).average().orElseThrow();
    }
}
