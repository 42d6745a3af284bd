package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.metrics.JsonMatch;
import io.github.bedrockfinetuning.metrics.JsonPaths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of a system for each field in JSON answers.
 *
 * @param parsed the number of answers that are JSON
 * @param conforming the number of answers that conform to the schema
 * @param precision the share of the given values that are right
 * @param recall the share of the expected values that were given
 * @param fields the fields, with the lowest recall first; at most 1,000
 */
public record FieldErrors(
        String system, int parsed, int conforming, double precision, double recall, double f1, List<Row> fields) {
    private static final double NEARLY_ALL = 0.95;
    /** The maximum number of fields. If there are more, they are data rather than fields. */
    private static final int MOST_ROWS = 1_000;

    /**
     * The results of a field, identified by its path.
     *
     * @param n the number of values in the references
     * @param right the number of those values that the system gave correctly
     * @param extra the number of given values that no reference has
     */
    public record Row(String path, int n, int right, int extra) {
        public double recall() {
            return n == 0 ? Double.NaN : (double) right / n;
        }
    }

    /** Returns the results for each field, or an empty Optional if the references are not JSON objects. */
    public static Optional<FieldErrors> of(Comparison comparison, SystemAnswers system) {
        List<Optional<JsonNode>> rights = rights(comparison);
        Optional<AnswerSchema> schema = comparison.answerSchema();
        long objects = rights.stream().filter(Optional::isPresent).count();
        if (schema.isEmpty() || objects == 0 || objects < NEARLY_ALL * rights.size()) {
            return Optional.empty();
        }
        int conforming = 0;
        JsonPaths paths = new JsonPaths();
        Map<Integer, int[]> byPath = new HashMap<>();
        int parsed = 0;
        for (int i = 0; i < rights.size(); i++) {
            Answer answer = system.answers().get(comparison.references().get(i).id());
            String text = answer == null || comparison.failed(system.name(), i) ? null : answer.text();
            Optional<JsonNode> given = text == null ? Optional.empty() : JsonMatch.parse(text);
            parsed += given.isPresent() ? 1 : 0;
            conforming += given.filter(schema.get()::allows).isPresent() ? 1 : 0;
            if (rights.get(i).isPresent()) {
                count(
                        JsonMatch.fields(rights.get(i).get(), paths),
                        given.map(document -> JsonMatch.fields(document, paths)).orElse(List.of()),
                        byPath);
            }
        }
        return Optional.of(of(system.name(), parsed, conforming, byPath, paths));
    }

    private static List<Optional<JsonNode>> rights(Comparison comparison) {
        return comparison.references().stream()
                .map(reference -> JsonMatch.parse(reference.references().get(0)).filter(JsonNode::isObject))
                .toList();
    }

    private static void count(List<JsonMatch.Field> right, List<JsonMatch.Field> given, Map<Integer, int[]> byPath) {
        Map<JsonMatch.Field, Integer> left = new HashMap<>();
        for (JsonMatch.Field field : right) {
            left.merge(field, 1, Integer::sum);
            byPath.computeIfAbsent(field.path(), path -> new int[3])[0]++;
        }
        for (JsonMatch.Field field : given) {
            boolean hit = left.getOrDefault(field, 0) > 0;
            if (hit) {
                left.merge(field, -1, Integer::sum);
            }
            byPath.computeIfAbsent(field.path(), path -> new int[3])[hit ? 1 : 2]++;
        }
    }

    private static FieldErrors of(
            String system, int parsed, int conforming, Map<Integer, int[]> byPath, JsonPaths paths) {
        int wanted = 0;
        int right = 0;
        int extra = 0;
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<Integer, int[]> entry : byPath.entrySet()) {
            int[] counts = entry.getValue();
            rows.add(new Row(paths.text(entry.getKey()), counts[0], counts[1], counts[2]));
            wanted += counts[0];
            right += counts[1];
            extra += counts[2];
        }
        rows.sort(Comparator.comparing((Row row) -> row.n() == 0 ? 1 : row.recall())
                .thenComparing(row -> -row.n())
                .thenComparing(Row::path));
        double precision = right + extra == 0 ? Double.NaN : (double) right / (right + extra);
        double recall = wanted == 0 ? Double.NaN : (double) right / wanted;
        return new FieldErrors(
                system,
                parsed,
                conforming,
                precision,
                recall,
                2.0 * right / (wanted + right + extra),
                rows.stream().limit(MOST_ROWS).toList());
    }
}
