package io.github.bedrockfinetuning.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * For answers that are JSON, best over the references.
 *
 * <p>{@code json_parses}: the whole answer, white space around it aside, is one JSON document. {@code json_exact}: it
 * equals the reference; the order of keys and the notation of numbers do not matter, the order of a list does.
 * {@code json_field_f1}: F1 over the pairs of path and value at the leaves; the order of a list does not matter here.
 */
public final class JsonMatch implements Metric {
    /** A value at the leaf of a document; elements of a list share the path that ends in {@code []}. */
    public record Field(String path, String value) {}

    private enum Kind {
        PARSES,
        EXACT,
        FIELD_F1
    }

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Comparator<JsonNode> NUMBERS_BY_VALUE =
            (a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;

    private final String name;
    private final Kind kind;

    private JsonMatch(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    static List<Metric> all() {
        return List.of(
                new JsonMatch("json_exact", Kind.EXACT),
                new JsonMatch("json_field_f1", Kind.FIELD_F1),
                new JsonMatch("json_parses", Kind.PARSES));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double scale() {
        return 1;
    }

    @Override
    public boolean rightOrWrong() {
        return kind != Kind.FIELD_F1;
    }

    @Override
    public double score(String prediction, List<String> references) {
        Optional<JsonNode> predicted = parse(prediction);
        if (kind == Kind.PARSES) {
            return predicted.isPresent() ? 1 : 0;
        }
        double best = Double.NaN;
        for (String reference : references) {
            Optional<JsonNode> right = parse(reference);
            if (right.isPresent()) {
                double score = predicted.map(p -> score(p, right.get())).orElse(0.0);
                best = Double.isNaN(best) ? score : Math.max(best, score);
            }
        }
        return best;
    }

    private double score(JsonNode predicted, JsonNode right) {
        if (kind == Kind.EXACT) {
            return predicted.equals(NUMBERS_BY_VALUE, right) ? 1 : 0;
        }
        List<Field> predictedFields = fields(predicted);
        List<Field> rightFields = fields(right);
        if (predictedFields.isEmpty() && rightFields.isEmpty()) {
            return 1;
        }
        int common = Counts.common(Counts.of(rightFields), predictedFields);
        return 2.0 * common / (predictedFields.size() + rightFields.size());
    }

    /** The document that is the whole of a text, or nothing. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Every leaf of a document. */
    public static List<Field> fields(JsonNode document) {
        List<Field> fields = new ArrayList<>();
        collect("", document, fields);
        return fields;
    }

    private static void collect(String path, JsonNode node, List<Field> fields) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(entry -> {
                String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                collect(at, entry.getValue(), fields);
            });
        } else if (node.isArray() && !node.isEmpty()) {
            node.forEach(element -> collect(path + "[]", element, fields));
        } else if (node.isNumber()) {
            fields.add(new Field(path, node.decimalValue().stripTrailingZeros().toPlainString()));
        } else {
            fields.add(new Field(path, node.toString()));
        }
    }
}
