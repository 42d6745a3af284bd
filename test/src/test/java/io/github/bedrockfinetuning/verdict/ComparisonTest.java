package io.github.bedrockfinetuning.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.Price;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.metrics.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final ComparisonOptions ACCURACY = new ComparisonOptions("accuracy", List.of(), List.of(), 1, 2_000);

    @Test
    void callsAClearDifferenceBetterAndWorseFromTheOtherSide() {
        Comparison comparison = compare(200, i -> i % 10 != 0, i -> i % 2 == 0, ACCURACY);

        Difference difference = comparison.primary("tuned", "base");
        assertThat(difference.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(difference.difference()).isCloseTo(0.4, within(1e-9));
        assertThat(difference.low()).isPositive().isLessThan(0.4);
        assertThat(difference.p()).isLessThan(1e-6);
        assertThat(comparison.verdict("base", "tuned")).isEqualTo(Verdict.WORSE);
        assertThat(comparison.primary("base", "tuned").high()).isEqualTo(-difference.low());
    }

    @Test
    void putsTheTunedSystemFirst() {
        List<SystemAnswers> systems = List.of(answers("base", 20, i -> true), answers("tuned", 20, i -> true));

        Comparison comparison = Comparison.of(references(20), systems, ACCURACY);

        assertThat(comparison.differences().get(0).a()).isEqualTo("tuned");
    }

    @Test
    void showsNothingOnAnEmptyTestSet() {
        assertNotShown(compare(0, i -> true, i -> false, ACCURACY), "no records");
    }

    @Test
    void showsNothingOnOneRecord() {
        assertNotShown(compare(1, i -> true, i -> false, ACCURACY), "one record");
    }

    @Test
    void showsNothingWhereEveryRecordTies() {
        assertNotShown(compare(50, i -> i < 25, i -> i < 25, ACCURACY), "the same score on every record");
    }

    @Test
    void showsNothingWhereASystemAnsweredNothing() {
        List<SystemAnswers> systems =
                List.of(answers("tuned", 50, i -> true), new SystemAnswers("base", "base", Map.of()));

        assertNotShown(Comparison.of(references(50), systems, ACCURACY), "did not answer any");
    }

    @Test
    void comparesTextsWhereJsonIsWantedAndTheRightAnswersAreNone() {
        ComparisonOptions json = new ComparisonOptions("json_exact", List.of(), List.of(), 1, 500);

        assertThat(compare(50, i -> true, i -> false, json).verdict("tuned", "base"))
                .isEqualTo(Verdict.BETTER);
    }

    @Test
    void aHandfulOfRecordsThatAllAgreeShowsNothing() {
        ComparisonOptions f1 = new ComparisonOptions("token_f1_multiset", List.of(), List.of(), 1, 2_000);

        assertThat(compare(5, i -> true, i -> false, f1).verdict("tuned", "base"))
                .isEqualTo(Verdict.NOT_SHOWN);
        assertThat(compare(8, i -> true, i -> false, f1).verdict("tuned", "base"))
                .isEqualTo(Verdict.BETTER);
    }

    @Test
    void countsMissingAndRefusedAnswersAsFailedAndEmptyOnesAsGiven() {
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put("0", answer("0", "yes"));
        answers.put("1", answer("1", "  "));
        answers.put("2", new Answer("2", "yes", null, null, null, "throttled"));

        Comparison comparison =
                Comparison.of(references(4), List.of(new SystemAnswers("tuned", "tuned", answers)), ACCURACY);

        SystemSummary summary = comparison.summaries().get(0);
        assertThat(summary.n()).isEqualTo(4);
        assertThat(summary.answered()).isEqualTo(2);
        assertThat(summary.outcomes().empty()).isEqualTo(1);
        assertThat(summary.failed()).isEqualTo(2);
        assertThat(summary.metrics().get("accuracy").value()).isEqualTo(0.25);
    }

    @Test
    void anEmptyAnswerIsRightWhereNothingIsTheRightAnswer() {
        List<TestRecord> references = List.of(
                new TestRecord("0", List.of(""), Map.of(), null), new TestRecord("1", List.of("yes"), Map.of(), null));
        Map<String, Answer> answers = Map.of("0", answer("0", ""), "1", answer("1", ""));
        Comparison comparison = Comparison.of(
                references,
                List.of(new SystemAnswers("tuned", "tuned", answers)),
                new ComparisonOptions("squad2_f1", List.of("accuracy"), List.of(), 1, 500));

        assertThat(comparison.score("squad2_f1", "tuned", 0)).isOne();
        assertThat(comparison.score("accuracy", "tuned", 0)).isOne();
        assertThat(comparison.score("accuracy", "tuned", 1)).isZero();
    }

    @Test
    void noIntervalIsWithoutWidth() {
        Comparison six = compare(6, i -> true, i -> false, ACCURACY);

        MeanScore all = six.summaries().get(0).metrics().get("accuracy");
        assertThat(all.value()).isOne();
        assertThat(all.low()).isCloseTo(0.5407, within(1e-4)); // The Clopper-Pearson interval for 6 of 6.
        assertThat(all.high()).isOne();
        MeanScore none = six.summaries().get(1).metrics().get("accuracy");
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(0.4593, within(1e-4));
        Difference difference = six.primary("tuned", "base");
        assertThat(difference.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(difference.low()).isBetween(0.0, 0.99);
        assertThat(difference.high()).isOne();
        Difference tie = compare(50, i -> true, i -> true, ACCURACY).primary("tuned", "base");
        assertThat(tie.low()).isNegative();
        assertThat(tie.high()).isPositive();
    }

    @Test
    void comparesTextWithoutSpacesByItsCharactersAndSaysWhatAMetricCannotSee() {
        List<String> rights = List.of(
                "\u660E\u65E5\u306F\u96E8\u3067\u3059", "\u0E27\u0E31\u0E19\u0E19\u0E35\u0E49\u0E1D\u0E19\u0E15\u0E01");
        assertThat(Metrics.inferred(rights)).startsWith("sacrebleu_chrf");
        assertThat(Metrics.inferred(List.of("It rains \u660E\u65E5 again and again", "No rain")))
                .startsWith("token_f1_multiset");
        List<TestRecord> references = List.of(
                new TestRecord("0", List.of(rights.get(0)), Map.of(), null),
                new TestRecord("1", List.of(rights.get(1)), Map.of(), null));
        Map<String, Answer> answers = Map.of("0", answer("0", rights.get(0)), "1", answer("1", rights.get(1)));
        Comparison comparison = Comparison.of(
                references,
                List.of(new SystemAnswers("tuned", "tuned", answers)),
                new ComparisonOptions("sacrebleu_chrf", List.of("token_f1_multiset", "rouge_1"), List.of(), 1, 500));

        assertThat(comparison.remarks()).hasSize(2);
        assertThat(comparison.remarks().get(0)).startsWith("token F1 splits text at spaces");
        assertThat(comparison.remarks().get(1))
                .startsWith("ROUGE-1 scores 0 even for the reference answer itself in 2 of 2");
    }

    @Test
    void theSameSeedGivesTheSameIntervals() {
        Comparison first = compare(100, i -> i % 3 != 0, i -> i % 2 == 0, ACCURACY);
        Comparison second = compare(100, i -> i % 3 != 0, i -> i % 2 == 0, ACCURACY);

        assertThat(first.toJson()).isEqualTo(second.toJson());
    }

    @Test
    void slicesByAFieldAndCorrectsAcrossThem() {
        ComparisonOptions sliced = new ComparisonOptions("accuracy", List.of(), List.of("team"), 1, 2_000);

        Comparison comparison = compare(200, i -> i % 10 != 0, i -> i % 2 == 0, sliced);

        List<Difference> slices =
                comparison.differences().stream().filter(d -> d.slice() != null).toList();
        assertThat(slices).extracting(d -> d.slice().toString()).containsExactly("team=even", "team=odd");
        assertThat(slices).extracting(Difference::n).containsExactly(100, 100);
        assertThat(slices.get(0).verdict()).isEqualTo(Verdict.WORSE);
        assertThat(slices.get(1).verdict()).isEqualTo(Verdict.BETTER);
        assertThat(comparison.sliceResults().get(0).systems().get("base").value())
                .isEqualTo(1);
    }

    @Test
    void reportsCostOnlyWhereEveryPartIsKnown() {
        Price price = new Price(1.0, 2.0, null, null, "made for this test");
        Map<String, Answer> answers = Map.of(
                "0", new Answer("0", "yes", 10L, 100, 10, null), "1", new Answer("1", "yes", 30L, 300, 30, null));
        SystemAnswers known = new SystemAnswers("tuned", "tuned", answers, price);
        SystemAnswers unknown = new SystemAnswers("base", "base", answers);

        JsonNode json =
                Comparison.of(references(2), List.of(known, unknown), ACCURACY).toJson();

        assertThat(json.at("/systems/tuned/cost/perThousandRequests").asDouble())
                .isCloseTo(0.24, within(1e-12));
        assertThat(json.at("/systems/tuned/latency/medianMs").asDouble()).isEqualTo(20);
        assertThat(json.at("/systems/base/cost").isNull()).isTrue();
    }

    @Test
    void refusesTwoRecordsWithOneId() {
        List<TestRecord> twice = List.of(references(1).get(0), references(1).get(0));

        assertThatThrownBy(() -> Comparison.of(twice, List.of(), ACCURACY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id \"0\"");
    }

    @Test
    void findsOneIdThatComesTwiceAmongManyRecordsAtOnce() {
        List<TestRecord> many = new ArrayList<>(references(200_000));
        many.add(many.get(150_000));

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> Comparison.of(many, List.of(), ACCURACY))
                        .hasMessageContaining("id \"150000\""));
    }

    private static void assertNotShown(Comparison comparison, String reason) {
        Difference difference = comparison.primary("tuned", "base");
        assertThat(difference.verdict()).isEqualTo(Verdict.NOT_SHOWN);
        assertThat(difference.reason()).contains(reason);
        assertThat(comparison.toJson().at("/comparisons/0/verdict").asText()).isEqualTo("not shown");
    }

    private static Comparison compare(int n, IntPredicate tuned, IntPredicate base, ComparisonOptions options) {
        return Comparison.of(references(n), List.of(answers("tuned", n, tuned), answers("base", n, base)), options);
    }

    private static List<TestRecord> references(int n) {
        List<TestRecord> references = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Map<String, String> fields = Map.of("team", i % 2 == 0 ? "even" : "odd");
            references.add(new TestRecord(Integer.toString(i), List.of("yes"), fields, "question " + i));
        }
        return references;
    }

    private static SystemAnswers answers(String name, int n, IntPredicate right) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            String id = Integer.toString(i);
            answers.put(id, answer(id, right.test(i) ? "yes" : "no"));
        }
        return new SystemAnswers(name, name, answers);
    }

    private static Answer answer(String id, String text) {
        return new Answer(id, text, null, null, null, null);
    }
}
