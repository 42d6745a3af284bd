package io.github.bedrockfinetuning.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * TAT-QA's official exact match and F1, from 0 to 1, for one question at a time.
 *
 * <p>An answer is a text, a number, or a list of them, with a scale (thousand, million, billion, percent). Numbers are
 * converted to one notation. F1 is computed over sets of words and rounded to two decimal places; for arithmetic and
 * counting questions, it is the same as the exact match. Implements tatqa_metric.py of NExTplusplus/TAT-QA at 870accc.
 *
 * <p>If the count of a counting question is not a number, it is treated as text; the official program fails.
 *
 * <p>With {@link Metric}, the right answer is in the record's fields {@code answer_type}, {@code answer} (JSON), and
 * {@code scale}. The prediction is plain text or TAT-QA's own {@code {"pred_answer", "pred_scale"}}.
 */
public final class TatQa implements Metric {
    private static final String SOURCE = "https://aclanthology.org/2021.acl-long.254/; "
            + "https://github.com/NExTplusplus/TAT-QA at 870accc, tatqa_metric.py";

    /** Both scores of an answer. */
    public record Score(double exactMatch, double f1) {}

    /** The maximum number of characters in a count, which is usually a small number. */
    private static final int LONGEST_COUNT = 1_000;

    private static final Score NOTHING = new Score(0, 0);
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(JsonMatch.MOST_LEVELS)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final MetricDefinition definition;
    private final boolean exact;

    private TatQa(MetricDefinition definition, boolean exact) {
        this.definition = definition;
        this.exact = exact;
    }

    static List<Metric> all() {
        return List.of(
                new TatQa(
                        new MetricDefinition(
                                "tatqa_em",
                                "TAT-QA exact match",
                                MetricDefinition.Unit.ANSWER,
                                "1 if the answer and its scale (thousand, million, billion, percent) equal the reference "
                                        + "answer and its scale after numbers are converted to a uniform notation; 0 otherwise. The "
                                        + "record's fields answer_type, answer, and scale contain the reference answer.",
                                "Questions about tables and text that contain numbers.",
                                SOURCE),
                        true),
                new TatQa(
                        new MetricDefinition(
                                "tatqa_f1",
                                "TAT-QA F1",
                                MetricDefinition.Unit.WORDS,
                                "The F1 score of the sets of words, rounded to two decimal places. For arithmetic and "
                                        + "counting questions, it is the same as the exact match. The record's fields answer_type, "
                                        + "answer, and scale contain the reference answer.",
                                "Questions about tables and text that contain numbers.",
                                SOURCE),
                        false));
    }

    @Override
    public MetricDefinition definition() {
        return definition;
    }

    @Override
    public double scale() {
        return 1;
    }

    @Override
    public boolean rightOrWrong() {
        return exact;
    }

    /** Scores an answer. A reference without these fields is treated as a span without a scale. */
    @Override
    public double score(String prediction, List<String> references) {
        ObjectNode gold =
                JsonNodeFactory.instance.objectNode().put("answer_type", "span").put("scale", "");
        references.forEach(gold.putArray("answer")::add);
        return score(prediction, gold);
    }

    @Override
    public double score(String prediction, List<String> references, Map<String, String> fields) {
        String answer = fields.get("answer");
        if (!fields.containsKey("answer_type") || answer == null) {
            return score(prediction, references);
        }
        ObjectNode gold = JsonNodeFactory.instance
                .objectNode()
                .put("answer_type", fields.get("answer_type"))
                .put("scale", fields.getOrDefault("scale", ""));
        gold.set("answer", jsonOrText(answer));
        return score(prediction, gold);
    }

    @Override
    public Optional<String> obstacle(List<String> references, Map<String, String> fields) {
        String text = "count".equals(fields.get("answer_type")) ? fields.get("answer") : null;
        JsonNode answer = text == null ? JsonNodeFactory.instance.nullNode() : jsonOrText(text);
        return text != null
                        && !answer.isArray()
                        && count(PythonText.strip(answer.asText())).isEmpty()
                ? Optional.of("\"answer_type\" is \"count\", but \"answer\" is not a number and is compared as text")
                : Optional.empty();
    }

    private double score(String prediction, JsonNode gold) {
        JsonNode json =
                prediction.startsWith("{") ? jsonOrText(prediction) : JsonNodeFactory.instance.textNode(prediction);
        Score score = json.has("pred_answer")
                ? score(json.get("pred_answer"), json.path("pred_scale").asText(""), gold)
                : score(JsonNodeFactory.instance.textNode(prediction), "", gold);
        return exact ? score.exactMatch() : score.f1();
    }

    /**
     * Computes the scores in the same way as the official program.
     *
     * @param prediction a text, a number, or a list of them; null, 0, false, and an empty text or list score 0
     * @param gold {@code {"answer_type", "answer", "scale"}}, as in TAT-QA's files
     */
    public static Score score(JsonNode prediction, String predictedScale, JsonNode gold) {
        List<String> golds = goldAnswers(gold);
        if (isFalse(prediction) || golds.isEmpty()) {
            return NOTHING;
        }
        List<JsonNode> predictions = new ArrayList<>();
        if (prediction.isArray()) {
            prediction.forEach(predictions::add);
            boolean numbers = predictions.stream().allMatch(JsonNode::isNumber);
            predictions.sort(
                    numbers
                            ? Comparator.comparingDouble(JsonNode::doubleValue)
                            : (a, b) -> PythonText.compare(PythonRepr.str(a), PythonRepr.str(b)));
        } else {
            predictions.add(prediction);
        }
        golds.sort(PythonText::compare);
        String right = TatQaText.normalized(answerText(golds, gold.path("scale").asText("")));
        List<String> texts = predictions.stream().map(PythonRepr::str).toList();
        Score best = score(TatQaText.normalized(answerText(texts, predictedScale)), right);
        if (texts.size() == 1 && predictedScale.isEmpty()) {
            String only = texts.get(0);
            PythonNumber bare = only.indexOf('%') < 0 && TatQaText.isNumber(only) ? TatQaText.number(only) : null;
            if (bare != null) {
                best = better(best, score(TatQaText.normalized(bare.fixed4()), right));
            }
        }
        String type = gold.path("answer_type").asText();
        boolean number = type.equals("arithmetic") || type.equals("count");
        return number ? new Score(best.exactMatch(), best.exactMatch()) : best;
    }

    private static List<String> goldAnswers(JsonNode gold) {
        JsonNode answer = gold.path("answer");
        List<String> golds = new ArrayList<>();
        if (answer.isArray()) {
            answer.forEach(one -> golds.add(PythonRepr.str(one)));
        } else if (gold.path("answer_type").asText().equals("count")) {
            golds.add(count(PythonText.strip(answer.asText())).orElseGet(() -> PythonRepr.str(answer)));
        } else {
            golds.add(PythonRepr.str(answer));
        }
        return golds;
    }

    /**
     * Returns the integer part of a number as digits, or empty if the string is not a number or the number is too
     * long to write out.
     */
    static Optional<String> count(String text) {
        if (text.length() > LONGEST_COUNT) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > LONGEST_COUNT
                    ? Optional.empty()
                    : Optional.of(number.toBigInteger().toString());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Combines all answers into one string, in order, with each number written out and rounded to four decimal
     * places.
     */
    private static String answerText(List<String> sorted, String scale) {
        List<String> parts = new ArrayList<>();
        for (String answer : sorted) {
            PythonNumber number = TatQaText.isNumber(answer) ? TatQaText.number(answer) : null;
            if (number == null) {
                parts.add(scale.isEmpty() ? answer : answer + " " + scale);
            } else if (answer.indexOf('%') >= 0) {
                parts.add(number.fixed4());
            } else {
                parts.add(number.round(2).times(TatQaText.scale(scale)).fixed4());
            }
        }
        return String.join(" ", parts);
    }

    private static Score score(String predicted, String right) {
        double f1 = Overlap.ofDistinct(PythonText.split(predicted), PythonText.split(right))
                .f1(1);
        // Like numpy: multiply, round half to even, and divide.
        return new Score(predicted.equals(right) ? 1 : 0, Math.rint(f1 * 100) / 100);
    }

    private static Score better(Score a, Score b) {
        int byMatch = Double.compare(a.exactMatch(), b.exactMatch());
        return byMatch > 0 || (byMatch == 0 && a.f1() >= b.f1()) ? a : b;
    }

    private static boolean isFalse(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty())
                || (value.isBoolean() && !value.booleanValue())
                || (value.isNumber() && value.doubleValue() == 0);
    }

    private static JsonNode jsonOrText(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }
}
