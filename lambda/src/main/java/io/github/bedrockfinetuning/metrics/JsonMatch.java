package io.github.bedrockfinetuning.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

/**
 * Metrics for JSON answers. If there are several references, the highest score counts.
 *
 * <p>{@code json_parses}: the whole answer, apart from leading and trailing white space, is one JSON document.
 * {@code json_exact}: the answer equals the reference. The order of keys and the notation of numbers do not matter, but
 * the order of a list does. {@code json_field_f1}: F1 over the pairs of path and value at the leaves. The order of a
 * list does not matter.
 *
 * <p>{@code json_exact} and {@code json_field_f1} ignore a Markdown code fence around the whole answer, because the
 * fence does not affect the values. {@code json_parses} rejects such an answer, because a program cannot parse it.
 *
 * <p>Numbers are compared as 64-bit floats. Numbers outside that range, such as 1e400, are compared by their exact
 * value. If a key occurs twice, the last value counts. A text with more than 1,048,576 characters, more than 200
 * levels, or a number of more than 1,000 digits is not treated as JSON. If the reference is not JSON,
 * {@code json_exact} and {@code json_field_f1} compare the texts without leading and trailing white space.
 */
public final class JsonMatch {
    static final int MOST_LEVELS = 200;
    private static final String OWN = "Defined by this project";
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_DIGITS = 1_000;
    private static final String FENCE = "```";

    /**
     * A value at a leaf of a document. The elements of a list have the same path.
     *
     * @param path the number of the path in {@link JsonPaths}
     */
    public record Field(int path, String value) implements Comparable<Field> {
        @Override
        public int compareTo(Field other) {
            int byPath = Integer.compare(path, other.path);
            return byPath != 0 ? byPath : value.compareTo(other.value);
        }
    }

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_LEVELS)
                            .maxNumberLength(MOST_DIGITS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(new Numbers())
            .build();
    private static final Comparator<JsonNode> NUMBERS_BY_VALUE =
            (a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;

    /** Creates 64-bit floats, or exact decimals if the float would be infinite or zero. */
    private static final class Numbers extends JsonNodeFactory {
        private static final long serialVersionUID = 1;

        @Override
        public ValueNode numberNode(BigDecimal value) {
            double rounded = value.doubleValue();
            boolean held = Double.isFinite(rounded) && (rounded != 0 || value.signum() == 0);
            return held ? DoubleNode.valueOf(rounded) : DecimalNode.valueOf(value);
        }
    }

    private JsonMatch() {}

    static List<Metric> all() {
        return List.of(
                new BestMatch(
                        new MetricDefinition(
                                "json_exact",
                                "exact JSON match",
                                MetricDefinition.Unit.ANSWER,
                                "1 if the answer is the same JSON document as one of the references; 0 otherwise. The "
                                        + "order of keys and the notation of numbers do not matter, but the order of a list does. A "
                                        + "Markdown code fence around the entire answer is ignored. A reference that is not JSON is "
                                        + "compared as text.",
                                "Extraction of structured data. This is the default if the completions are JSON objects.",
                                OWN),
                        true,
                        (answer, right) -> compare(answer, right, JsonMatch::exact),
                        JsonMatch::obstacle),
                new BestMatch(
                        new MetricDefinition(
                                "json_field_f1",
                                "JSON field F1",
                                MetricDefinition.Unit.FIELDS,
                                "The F1 score of the pairs of path and value at the leaves of both documents. If there are "
                                        + "several references, the highest score counts. The order of a list does not matter. A "
                                        + "Markdown code fence around the entire answer is ignored.",
                                "Extraction of structured data, where partially correct documents receive partial credit.",
                                OWN),
                        false,
                        (answer, right) -> compare(answer, right, JsonMatch::fieldF1),
                        JsonMatch::obstacle),
                new BestMatch(
                        new MetricDefinition(
                                "json_parses",
                                "valid JSON",
                                MetricDefinition.Unit.ANSWER,
                                "1 if the entire answer is one JSON document; 0 otherwise. A document in a Markdown code "
                                        + "fence scores 0.",
                                "Answers that a program reads.",
                                "https://www.rfc-editor.org/rfc/rfc8259"),
                        true,
                        (answer, right) -> parse(answer).isPresent() ? 1 : 0));
    }

    private static Optional<String> obstacle(String right) {
        return parse(unfenced(right)).isPresent()
                ? Optional.empty()
                : Optional.of("the reference answer is not JSON and is compared as text");
    }

    private static double compare(String answer, String right, ToDoubleBiFunction<JsonNode, JsonNode> score) {
        Optional<JsonNode> wanted = parse(unfenced(right));
        if (wanted.isEmpty()) {
            return PythonText.strip(answer).equals(PythonText.strip(right)) ? 1 : 0;
        }
        return parse(unfenced(answer))
                .map(given -> score.applyAsDouble(given, wanted.get()))
                .orElse(0.0);
    }

    private static double exact(JsonNode given, JsonNode right) {
        return given.equals(NUMBERS_BY_VALUE, right) ? 1 : 0;
    }

    private static double fieldF1(JsonNode given, JsonNode right) {
        JsonPaths paths = new JsonPaths();
        return Overlap.ofAll(fields(given, paths), fields(right, paths)).f1(1);
    }

    /**
     * Returns whether a string, apart from leading and trailing white space, is enclosed in one Markdown code fence.
     */
    public static boolean fenced(String text) {
        return !unfenced(text).equals(text);
    }

    private static String unfenced(String text) {
        String stripped = PythonText.strip(text);
        int line = stripped.indexOf('\n');
        boolean fenced = line >= FENCE.length()
                && stripped.startsWith(FENCE)
                && stripped.endsWith(FENCE)
                && stripped.length() > line + FENCE.length()
                && stripped.substring(FENCE.length(), line).chars().allMatch(c -> PythonText.isWord(c) || c == '\r');
        return fenced ? stripped.substring(line + 1, stripped.length() - FENCE.length()) : text;
    }

    /** Parses a string as one JSON document, or returns empty if it is not a JSON document. */
    public static Optional<JsonNode> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns every leaf of a document. */
    public static List<Field> fields(JsonNode document, JsonPaths paths) {
        List<Field> fields = new ArrayList<>();
        collect(JsonPaths.ROOT, document, fields, paths);
        return fields;
    }

    private static void collect(int path, JsonNode node, List<Field> fields, JsonPaths paths) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(entry -> collect(paths.below(path, entry.getKey()), entry.getValue(), fields, paths));
        } else if (node.isArray() && !node.isEmpty()) {
            int below = paths.below(path, null);
            node.forEach(element -> collect(below, element, fields, paths));
        } else if (node.isBigDecimal()) {
            fields.add(new Field(path, exactly(node.decimalValue())));
        } else if (node.isNumber()) {
            fields.add(new Field(path, node.decimalValue().stripTrailingZeros().toPlainString()));
        } else {
            fields.add(new Field(path, node.toString()));
        }
    }

    /** Returns the same string for equal values, regardless of the size of the exponent. */
    private static String exactly(BigDecimal value) {
        String digits = value.unscaledValue().toString();
        String shortest = digits.replaceFirst("0++$", "");
        return shortest + "e" + (digits.length() - shortest.length() - (long) value.scale());
    }
}
