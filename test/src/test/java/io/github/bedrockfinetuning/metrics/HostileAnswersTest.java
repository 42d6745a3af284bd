package io.github.bedrockfinetuning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that every answer of a model is scored, in a short time. */
class HostileAnswersTest {
    private static final int LONG = 20_000;

    static final List<String> ANSWERS = List.of(
            "",
            " \t\n",
            "1e999",
            "-1e999",
            "1e-999999999",
            "[1e999999999,1e-99999999999]",
            "{\"a\":1e999999999}",
            "{\"a\":NaN}",
            "Infinity",
            "{\"a\":1,\"a\":2}",
            "\uD83D",
            "{\"a\":\"\\ud83d\"}",
            "9".repeat(LONG),
            "5 million " + "1".repeat(LONG),
            "1.".repeat(LONG / 2),
            "1_".repeat(LONG / 2) + "1",
            "1 ".repeat(LONG / 2),
            "(1 ".repeat(LONG / 3),
            "y".repeat(LONG),
            "\u03A3:".repeat(LONG / 2),
            "[".repeat(LONG),
            "{\"a\":".repeat(LONG / 5),
            "[".repeat(LONG / 2) + "]".repeat(LONG / 2),
            "a\n".repeat(LONG / 2),
            "{\"" + "k".repeat(LONG / 2) + "\":[" + "1,".repeat(LONG / 4) + "1]}",
            IntStream.range(0, LONG / 20)
                    .mapToObj(i -> "\"" + i + "\":1")
                    .collect(Collectors.joining(",", "{\"" + "k".repeat(LONG / 2) + "\":{", "}}")),
            "{\"pred_answer\":[1,\"a\",10,\"9\",9,\"b\",2,\"1\",3,\"c\",4,\"d\",5,\"e\",6,\"f\",7,\"g\",8,\"h\",11,\"i\",12,"
                    + "\"j\",13,\"k\",14,\"l\",15,\"m\",16,\"n\",17],\"pred_scale\":\"million\"}",
            "the word of a long answer ".repeat(LONG / 26));

    static List<String> metrics() {
        return Metrics.names();
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void getANumberFromEveryMetricInSeconds(String name) {
        Metric metric = name.equals(JsonConforms.NAME)
                ? new JsonConforms(JsonNodeFactory.instance.objectNode().put("pattern", "^(a+)+$"))
                : Metrics.named(name);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (String answer : ANSWERS) {
                for (String right : List.of(answer, "plain", "{\"a\":1}")) {
                    assertThat(metric.score(answer, List.of(right)))
                            .as(answer.substring(0, Math.min(40, answer.length())))
                            .isBetween(0.0, metric.scale() + 1e-9); // BLEU can exceed 100 slightly because of rounding.
                }
            }
        });
    }

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void getANumberFromTatQaWhateverTheRightAnswerIs(String right) {
        for (String type : List.of("count", "arithmetic", "span", "multi-span")) {
            Map<String, String> fields = Map.of("answer_type", type, "answer", right, "scale", "thousand");
            for (Metric metric : TatQa.all()) {
                assertThat(metric.score("12", List.of(right), fields)).isBetween(0.0, 1.0);
                assertThat(metric.score(right, List.of(right), fields)).isBetween(0.0, 1.0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1e400, 1e400, 1",
        "1e400, 10e399, 1",
        "1e400, 12, 0",
        "1e400, 1e401, 0",
        "-1e400, 1e400, 0",
        "1e-400, 0, 0",
        "1e999999999, 1e999999999, 1",
        "0.10, 0.1, 1",
        "1.0, 1, 1",
        "0e999, 0, 1",
        "12345678901234567890, 12345678901234567891, 0"
    })
    void comparesJsonNumbersByTheirValueHoweverLarge(String given, String right, double score) {
        String answer = "{\"x\":[" + given + "]}";
        List<String> references = List.of("{\"x\":[" + right + "]}");
        assertThat(Metrics.named("json_exact").score(answer, references)).isEqualTo(score);
        assertThat(Metrics.named("json_field_f1").score(answer, references)).isEqualTo(score);
    }

    @Test
    void comparesTextsWhereTheRightAnswerIsNoJson() {
        Metric exact = Metrics.named("json_exact");
        assertThat(exact.score(" not known", List.of("not known\n"))).isOne();
        assertThat(exact.score("{\"a\":1}", List.of("not known"))).isZero();
        assertThat(exact.obstacle(List.of("not known"), Map.of())).isPresent();
        assertThat(exact.obstacle(List.of("{}"), Map.of())).isEmpty();
    }

    @Test
    void looksIntoACodeFenceThatIsTheWholeAnswer() {
        List<String> right = List.of("{\"a\": 1}");
        String fenced = "```json\n{\"a\":1}\n```\n";
        assertThat(Metrics.named("json_exact").score(fenced, right)).isOne();
        assertThat(Metrics.named("json_field_f1").score(fenced, right)).isOne();
        assertThat(Metrics.named("json_exact").score("{\"a\":1}", List.of(fenced)))
                .isOne();
        assertThat(Metrics.named("json_parses").score(fenced, right)).isZero();
        assertThat(Metrics.named("json_exact").score("Here it is: " + fenced, right))
                .isZero();
        assertThat(Metrics.named("json_exact").score("```", right)).isZero();
        assertThat(Metrics.named("json_exact").score("```\n```", right)).isZero();
    }

    @Test
    void takesACountThatIsNoNumberForText() {
        ObjectNode gold = JsonNodeFactory.instance.objectNode().put("answer_type", "count");
        JsonNode several = JsonNodeFactory.instance.textNode("several");
        assertThat(TatQa.score(several, "", gold.put("answer", "several")).exactMatch())
                .isOne();
        assertThat(TatQa.score(JsonNodeFactory.instance.textNode("3"), "", gold.put("answer", "3.0"))
                        .exactMatch())
                .isOne();
        Metric metric = Metrics.named("tatqa_em");
        assertThat(metric.obstacle(List.of(), Map.of("answer_type", "count", "answer", "several")))
                .isPresent();
        assertThat(metric.obstacle(List.of(), Map.of("answer_type", "count", "answer", "3")))
                .isEmpty();
        assertThat(metric.obstacle(List.of(), Map.of("answer_type", "span", "answer", "several")))
                .isEmpty();
    }

    @Test
    void saysWhatItReadsOfTextsThatAreTooLong() {
        String text = "a b ".repeat(20_000);
        assertThat(Metrics.named("rouge_l").truncates(text)).isTrue();
        assertThat(Metrics.named("rouge_l").bound()).isPresent();
        assertThat(Metrics.named("rouge_lsum").truncates("a\n".repeat(2_000))).isTrue();
        assertThat(Metrics.named("rouge_l").truncates("a\n".repeat(2_000))).isFalse();
        assertThat(Metrics.named("rouge_1").truncates(text)).isFalse();
        assertThat(Metrics.named("rouge_l").score(text, List.of(text))).isOne();
    }
}
