package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.answers.TrainingExample;
import io.github.bedrockfinetuning.report.ReportContext;
import io.github.bedrockfinetuning.training.LossPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Comparisons for reports. */
public final class Fixtures {
    static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "</style><svg onload=alert(1)>",
            "<style>*{display:none}</style>",
            "javascript:alert(1)",
            "=HYPERLINK(\"http://example.com\")",
            "\u001B[31mred\u001B[0m",
            "\u202Egnp.exe",
            "]]>--><!--",
            "\uD83D lone",
            "x".repeat(100_000));

    private Fixtures() {}

    public static Comparison hostile() {
        List<TestRecord> references = new ArrayList<>();
        Map<String, Answer> tuned = new LinkedHashMap<>();
        Map<String, Answer> base = new LinkedHashMap<>();
        for (int i = 0; i < HOSTILE.size(); i++) {
            String text = HOSTILE.get(i);
            String id = text.substring(0, Math.min(40, text.length())) + i;
            references.add(new TestRecord(id, List.of(text + " right"), Map.of("team", text), text));
            tuned.put(id, new Answer(id, text, null, null, null, i == 3 ? text : null));
            base.put(id, new Answer(id, text + " right", null, null, null, null));
        }
        return Comparison.of(
                references,
                List.of(
                        new SystemAnswers("tuned", HOSTILE.get(0), tuned),
                        new SystemAnswers(HOSTILE.get(1), HOSTILE.get(2), base)),
                new ComparisonOptions("token_f1_multiset", List.of("accuracy"), List.of("team"), 1, 200));
    }

    /** Returns a comparison with hostile labels, which are part of the confusion matrix. */
    public static Comparison hostileLabels() {
        List<String> labels =
                HOSTILE.stream().filter(text -> text.length() <= 64).toList();
        List<TestRecord> references = new ArrayList<>();
        Map<String, Answer> tuned = new LinkedHashMap<>();
        Map<String, Answer> base = new LinkedHashMap<>();
        for (int i = 0; i < 6 * labels.size(); i++) {
            String id = HOSTILE.get(i % HOSTILE.size()).substring(0, 5) + i;
            String right = labels.get(i % labels.size());
            references.add(new TestRecord(id, List.of(right), Map.of(), HOSTILE.get(i % HOSTILE.size())));
            tuned.put(
                    id,
                    new Answer(id, i % 5 == 0 ? labels.get((i + 1) % labels.size()) : right, null, null, null, null));
            base.put(id, new Answer(id, HOSTILE.get(HOSTILE.size() - 1), null, null, null, i % 3 == 0 ? right : null));
        }
        return Comparison.of(
                references,
                List.of(new SystemAnswers("tuned", "tuned", tuned), new SystemAnswers("base", "base", base)),
                new ComparisonOptions("accuracy", List.of(), List.of(), 1, 200));
    }

    public static ReportContext hostileContext() {
        var node = JsonNodeFactory.instance.objectNode();
        HOSTILE.forEach(text -> node.put(text.substring(0, Math.min(50, text.length())), text));
        List<TrainingExample> training = HOSTILE.stream()
                .map(text -> new TrainingExample(text, text, text))
                .toList();
        return ReportContext.titled(HOSTILE.get(0))
                .heading(HOSTILE.get(1), HOSTILE.get(2))
                .with(new ReportContext.MadeFrom(node, node, node))
                .with(new ReportContext.Cost(node, node))
                .with(new ReportContext.Training(List.of(), training));
    }

    public static Comparison labels(int n) {
        List<TestRecord> references = new ArrayList<>();
        Map<String, Answer> tuned = new LinkedHashMap<>();
        Map<String, Answer> base = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            String id = Integer.toString(i);
            String label = List.of("refund", "card", "transfer").get(i % 3);
            references.add(new TestRecord(id, List.of(label), Map.of(), "message " + i));
            tuned.put(id, new Answer(id, i % 10 == 0 ? "card" : label, null, null, null, null));
            base.put(id, new Answer(id, i % 2 == 0 ? "card" : label, null, null, null, i == 5 ? "throttled" : null));
        }
        return Comparison.of(
                references,
                List.of(new SystemAnswers("base", "base", base), new SystemAnswers("tuned", "tuned", tuned)),
                new ComparisonOptions("accuracy", List.of(), List.of(), 1, 500));
    }

    /** Returns three systems that answer with JSON. One of them often answers with text. */
    public static Comparison objects(int n) {
        List<TestRecord> references = new ArrayList<>();
        Map<String, Answer> tuned = new LinkedHashMap<>();
        Map<String, Answer> base = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            String id = Integer.toString(i);
            String right =
                    "{\"intent\":\"play\",\"slots\":{\"artist\":\"a" + i % 7 + "\",\"<b>hostile</b>\":" + i + "}}";
            references.add(new TestRecord(id, List.of(right), Map.of("team", i % 2 == 0 ? "x" : "y"), "message " + i));
            tuned.put(id, new Answer(id, i % 9 == 0 ? right.replace("play", "stop") : right, 100L, 20, 12, null));
            base.put(id, new Answer(id, i % 3 == 0 ? "I am sorry" : right, 90L, 20, 30, null));
        }
        return Comparison.of(
                references,
                List.of(
                        new SystemAnswers("base", "base", base),
                        new SystemAnswers("tuned", "tuned", tuned),
                        new SystemAnswers("reference", "reference", base)),
                new ComparisonOptions("json_exact", List.of("json_field_f1", "json_parses"), List.of("team"), 1, 500));
    }

    /** Returns answers in sentences. The base model writes too many of them. */
    public static Comparison prose(int n) {
        List<TestRecord> references = new ArrayList<>();
        Map<String, Answer> tuned = new LinkedHashMap<>();
        Map<String, Answer> base = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            String id = Integer.toString(i);
            references.add(new TestRecord(id, List.of(sentence(i)), Map.of(), "message " + i));
            tuned.put(id, new Answer(id, sentence(i + 1), 100L, 20, 12, null));
            base.put(
                    id,
                    new Answer(
                            id,
                            ("As an assistant I would gladly help with that " + i + ". ").repeat(4),
                            null,
                            null,
                            null,
                            null));
        }
        return Comparison.of(
                references,
                List.of(new SystemAnswers("base", "base", base), new SystemAnswers("tuned", "tuned", tuned)),
                new ComparisonOptions("token_f1_multiset", List.of(), List.of(), 1, 500));
    }

    static String sentence(int i) {
        return "Thanks for writing in, parcel " + i + " is on its way to you today.";
    }

    /** Returns a report context with all parts, including hostile texts in the settings of the judge. */
    public static ReportContext full() {
        List<TrainingExample> training = IntStream.range(0, 40)
                .mapToObj(i -> new TrainingExample(Integer.toString(i), "message " + i, sentence(i)))
                .toList();
        return ReportContext.titled("Full")
                .heading(null, "run")
                .with(new ReportContext.Training(
                        List.of(new LossPoint(1, 0.0, 2.0, 2.5), new LossPoint(2, 1.0, 1.0, null)), training))
                .with(
                        new JudgeSummary(
                                "judge",
                                HOSTILE.get(0),
                                new JudgeSummary.Preferences(30, 10, 5, 10, 5),
                                new JudgeSummary.Canaries(4, 3),
                                null,
                                true),
                        labels(60));
    }
}
