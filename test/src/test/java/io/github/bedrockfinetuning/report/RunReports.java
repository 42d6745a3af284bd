package io.github.bedrockfinetuning.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.Price;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.ComparisonOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports of runs of three models with prices. */
final class RunReports {
    static final Price CUSTOM = new Price(0.035, 0.14, 1.95, 20.0, "prices, 2026-08-31");
    static final Price BASE = new Price(0.035, 0.14, null, null, "prices, 2026-08-31");
    static final Price REFERENCE = new Price(0.8, 3.2, null, null, "prices, 2026-08-31");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LABELS = List.of("refund", "card", "transfer");

    private RunReports() {}

    /** Returns a comparison on n records, of which each model answers this share right, in percent. */
    static Comparison comparison(int n, int tuned, int base, int reference) {
        return comparison(n, tuned, base, reference, CUSTOM);
    }

    static Comparison comparison(int n, int tuned, int base, int reference, Price custom) {
        List<TestRecord> records = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            records.add(new TestRecord(
                    "r" + i, List.of(right(i)), Map.of("team", i % 2 == 0 ? "blue" : "red"), "message " + i));
        }
        return Comparison.of(
                records,
                List.of(
                        new SystemAnswers("tuned", "Small, fine-tuned", answers(n, tuned, 7), custom),
                        new SystemAnswers("base", "Small", answers(n, base, 13), BASE),
                        new SystemAnswers("reference", "Large", answers(n, reference, 29), REFERENCE)),
                new ComparisonOptions("accuracy", List.of(), List.of("team"), 1, 500));
    }

    /** Returns a comparison of models that give the same long answers to long questions. */
    static Comparison equalLongAnswers(int n) {
        List<TestRecord> records = new ArrayList<>();
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            String text = ("The committee asked for evidence on measure " + i + " of the proposal. ").repeat(30);
            records.add(new TestRecord("r" + i, List.of(text + "It voted in " + i + " days."), Map.of(), text));
            answers.put("r" + i, new Answer("r" + i, text, 100L, 230, 400, null));
        }
        return Comparison.of(
                records,
                List.of(
                        new SystemAnswers("tuned", "Small, fine-tuned", answers, CUSTOM),
                        new SystemAnswers("base", "Small", answers, BASE),
                        new SystemAnswers("reference", "Large", answers, REFERENCE)),
                new ComparisonOptions("token_f1_multiset", List.of(), List.of(), 1, 100));
    }

    private static String right(int i) {
        return LABELS.get(i % LABELS.size());
    }

    private static Map<String, Answer> answers(int n, int percent, int step) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            String text = i * step % 100 < percent ? right(i) : right(i + 1);
            answers.put("r" + i, new Answer("r" + i, text, 100L, 230, 4, null));
        }
        return answers;
    }

    /** Returns the context of a run whose training and storage are estimated but not counted. */
    static ReportContext context() {
        return ReportContext.titled("tickets")
                .heading(null, "run1")
                .at(Instant.parse("2026-11-30T21:40:00Z"), false)
                .with(new ReportContext.Decision(
                        "Not promoted, because promotion is not enabled in run.json.",
                        "Read the sample answers. If they are good enough, promote the model:",
                        "./fine-tune promote run1"))
                .with(cost("0.33", "0.81"));
    }

    /** Returns costs with this estimate of training; {@code null} if its price is not known. */
    static ReportContext.Cost cost(String low, String high) {
        return new ReportContext.Cost(
                json("{'parts':[{'name':'training','low':" + low + ",'high':" + high + ",'unknown':"
                        + low.equals("null")
                        + "},{'name':'storage','low':1.95,'high':1.95},"
                        + "{'name':'answering','system':'tuned','low':0.05,'high':0.07}],"
                        + "'total':{'low':2.00,'high':2.02,'complete':" + !low.equals("null") + "}}"),
                json("{'parts':[{'name':'training','amount':null},{'name':'storage','amount':null},"
                        + "{'name':'answering','system':'tuned','amount':0.06}],"
                        + "'total':{'amount':0.06,'complete':false}}"));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
