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
import java.util.function.ToDoubleBiFunction;

/**
 * For answers that are JSON, best over the references.
 *
 * <p>{@code json_parses}: the whole answer, white space around it aside, is one JSON document. {@code json_exact}: it
 * equals the reference; the order of keys and the notation of numbers do not matter, the order of a list does.
 * {@code json_field_f1}: F1 over the pairs of path and value at the leaves; the order of a list does not matter here.
 */
public final class JsonMatch {
    /** A value at the leaf of a document; elements of a list share the path that ends in {@code []}. */
    public record Field(String path, String value) {}

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Comparator<JsonNode> NUMBERS_BY_VALUE =
            (a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;

    private JsonMatch() {}

    static List<Metric> all() {
        return List.of(
                new BestMatch("json_exact", true, (answer, right) -> compare(answer, right, JsonMatch::exact)),
                new BestMatch("json_field_f1", false, (answer, right) -> compare(answer, right, JsonMatch::fieldF1)),
                new BestMatch(
                        "json_parses", true, (answer, right) -> parse(answer).isPresent() ? 1 : 0));
    }

    /** No number where the reference is no JSON. */
    private static double compare(String answer, String right, ToDoubleBiFunction<JsonNode, JsonNode> score) {
        return parse(right)
                .map(wanted -> parse(answer)
                        .map(given -> score.applyAsDouble(given, wanted))
                        .orElse(0.0))
                .orElse(Double.NaN);
    }

    private static double exact(JsonNode given, JsonNode right) {
        return given.equals(NUMBERS_BY_VALUE, right) ? 1 : 0;
    }

    private static double fieldF1(JsonNode given, JsonNode right) {
        return Overlap.ofAll(fields(given), fields(right)).f1(1);
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
