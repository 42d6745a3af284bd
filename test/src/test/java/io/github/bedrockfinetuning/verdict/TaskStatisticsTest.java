package io.github.bedrockfinetuning.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.answers.TrainingExample;
import io.github.bedrockfinetuning.report.ReportContext;
import io.github.bedrockfinetuning.report.ReportPages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the additional statistics for labels, structured output and free text. */
class TaskStatisticsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void countsPrecisionAndRecallOfALabelAndTheirMeans() {
        // cat: 3 correct of 4 given and 4 expected; dog: 4 correct of 5 given and 8 expected, with 2 rejected, 1
        // unknown label and 1 unanswered.
        Labels labels = labels(
                List.of("cat", "cat", "cat", "cat", "dog", "dog", "dog", "dog", "dog", "dog", "dog", "dog"),
                answers(
                        "cat",
                        "cat",
                        "cat",
                        "dog",
                        "dog",
                        "dog",
                        "dog",
                        "dog",
                        "cat",
                        "Sorry, I cannot say",
                        "ox",
                        null));

        Labels.Row cat = row(labels, "cat");
        Labels.Row dog = row(labels, "dog");
        assertThat(cat.precision()).isEqualTo(3 / 4.0);
        assertThat(cat.recall()).isEqualTo(3 / 4.0);
        assertThat(dog.precision()).isEqualTo(4 / 5.0);
        assertThat(dog.recall()).isEqualTo(4 / 8.0);
        double dogF1 = 2 * 4 / (5.0 + 8);
        assertThat(labels.macroF1()).isCloseTo((0.75 + dogF1) / 2, within(1e-12));
        assertThat(labels.weightedF1()).isCloseTo((4 * 0.75 + 8 * dogF1) / 12, within(1e-12));
        assertThat(labels.offList()).isEqualTo(2);
        assertThat(labels.refused()).isEqualTo(1);
        assertThat(labels.unanswered()).isEqualTo(1);
        assertThat(labels.count("dog", Labels.OTHER)).isEqualTo(2);
        assertThat(labels.count("cat", "dog")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, but I can't help with that.",
                "I cannot answer this.",
                "Sorry, no.",
                "As an AI, I have no opinion.",
                "I\u2019m unable to tell."
            })
    void knowsARefusalByItsBeginning(String answer) {
        assertThat(Refusals.is(answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sorrow", "card_arrival", "I can do that.", "cannot_pay"})
    void takesAnAnswerForNoRefusal(String answer) {
        assertThat(Refusals.is(answer)).isFalse();
    }

    @Test
    void infersTheSchemaOfTheRightAnswers() throws IOException {
        AnswerSchema schema = AnswerSchema.inferred(List.of(
                JSON.readTree("{\"intent\":\"play\",\"slots\":{\"artist\":\"x\"},\"n\":[1,2]}"),
                JSON.readTree("{\"intent\":\"play\",\"slots\":{},\"n\":[]}"),
                JSON.readTree("{\"intent\":\"play\",\"slots\":{\"year\":2.5},\"n\":[]}"),
                JSON.readTree("{\"intent\":\"play\",\"slots\":{\"year\":1999},\"n\":[]}")));

        assertThat(schema.allows(JSON.readTree("{\"intent\":\"play\",\"slots\":{\"year\":3},\"n\":[7]}")))
                .isTrue();
        for (String wrong : List.of(
                "{\"intent\":\"stop\",\"slots\":{},\"n\":[]}",
                "{\"intent\":\"play\",\"n\":[]}",
                "{\"intent\":\"play\",\"slots\":{\"colour\":\"red\"},\"n\":[]}",
                "{\"intent\":\"play\",\"slots\":{\"year\":\"1999\"},\"n\":[]}",
                "{\"intent\":\"play\",\"slots\":{},\"n\":[1.5]}",
                "[]")) {
            assertThat(schema.allows(JSON.readTree(wrong))).as(wrong).isFalse();
        }
    }

    @Test
    void countsAnswersThatAreJsonAndThatConform() {
        Comparison comparison = Fixtures.objects(60);

        FieldErrors tuned =
                FieldErrors.of(comparison, comparison.systems().get(0)).orElseThrow();
        FieldErrors base =
                FieldErrors.of(comparison, comparison.systems().get(1)).orElseThrow();
        // "stop" is not an intent in any correct answer. It can be parsed, but does not conform.
        assertThat(List.of(tuned.parsed(), tuned.conforming())).containsExactly(60, 60 - 7);
        assertThat(List.of(base.parsed(), base.conforming())).containsExactly(40, 40);
    }

    @Test
    void holdsAnswersAgainstTheSchemaThatSettingsName() throws Exception {
        Comparison inferred = Fixtures.objects(60);
        JsonNode schema = JSON.readTree("{\"type\":\"object\",\"properties\":{\"intent\":{\"enum\":[\"none\"]}}}");
        Comparison given = Comparison.of(
                inferred.references(),
                inferred.systems(),
                new ComparisonOptions("json_exact", List.of("json_conforms"), List.of(), 1, 100, schema));
        assertThat(FieldErrors.of(given, given.systems().get(0)).orElseThrow().conforming())
                .isZero();
        assertThat(given.summaries().get(0).metrics().get("json_conforms").value())
                .isZero();
        assertThat(ReportPages.of(given, ReportContext.titled("schema"))
                        .summary()
                        .brief()
                        .risks())
                .anyMatch(caution ->
                        caution.contains("60 of 60 reference answers do not conform to the answerSchema setting"));
    }

    @Test
    void refusesToScoreConformanceWhereThereIsNoSchema() {
        Comparison labels = Fixtures.labels(60);
        ComparisonOptions options = new ComparisonOptions("accuracy", List.of("json_conforms"), List.of(), 1, 100);
        assertThatThrownBy(() -> Comparison.of(labels.references(), labels.systems(), options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("requires a JSON Schema");
    }

    @Test
    void hearsWhoSpeaksLikeTheTrainingCompletions() {
        Comparison comparison = Fixtures.prose(40);
        List<TrainingExample> training = Fixtures.full().training().examples();

        AnswerStyle tuned = AnswerStyle.of(comparison, comparison.systems().get(0), training)
                .orElseThrow();
        AnswerStyle base = AnswerStyle.of(comparison, comparison.systems().get(1), training)
                .orElseThrow();
        assertThat(tuned.lengthDistance()).isZero();
        assertThat(tuned.vocabularyDistance()).isLessThan(0.2);
        assertThat(base.lengthDistance()).isEqualTo(1);
        assertThat(base.vocabularyDistance()).isBetween(0.8, 1.0);
        assertThat(tuned.medianWords()).isEqualTo(tuned.expectedMedianWords());
        assertThat(AnswerStyle.of(Fixtures.labels(60), comparison.systems().get(0), List.of()))
                .isEmpty();
    }

    private static Labels.Row row(Labels labels, String label) {
        return labels.labels().stream()
                .filter(row -> row.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static List<Answer> answers(String... texts) {
        List<Answer> answers = new ArrayList<>();
        for (String text : texts) {
            answers.add(new Answer(Integer.toString(answers.size()), text, null, null, null, null));
        }
        return answers;
    }

    private static Labels labels(List<String> rights, List<Answer> answers) {
        List<TestRecord> references = new ArrayList<>();
        Map<String, Answer> byId = new LinkedHashMap<>();
        for (Answer answer : answers) {
            references.add(new TestRecord(answer.id(), List.of(rights.get(references.size())), Map.of(), null));
            byId.put(answer.id(), answer);
        }
        SystemAnswers system = new SystemAnswers("tuned", "tuned", byId);
        Comparison comparison = Comparison.of(
                references, List.of(system), new ComparisonOptions("accuracy", List.of(), List.of(), 1, 100));
        return Labels.of(comparison, system).orElseThrow();
    }
}
