package io.github.bedrockfinetuning.dataset.preparation;

import com.fasterxml.jackson.core.JsonProcessingException;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.rules.ExemptedValue;
import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import io.github.bedrockfinetuning.dataset.source.Lines;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.dataset.tokens.TokenEstimate;
import io.github.bedrockfinetuning.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects the content of the data report while a dataset is prepared, and writes the report. */
final class DataSummary {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "io.github.bedrockfinetuning.templates");
    private static final int LABELS_COUNTED = 1000;
    private static final int LABELS_SHOWN = 100;
    private static final int FINDINGS_SHOWN = 200;
    private static final int PLACES_SHOWN = 8;
    private static final int EXCERPT = 160;
    /** The maximum number of bytes of a line to read for an excerpt. */
    private static final int READ = 64 << 10;

    private final Preparation.UploadedFiles drop;
    private final Model base;
    private final RecordFormatId format;
    private final Histogram questions = new Histogram();
    private final Histogram answers = new Histogram();
    private final Map<String, Long> labels = new HashMap<>();
    private boolean freeText;
    private @Nullable DataReport report;

    DataSummary(Preparation.UploadedFiles drop, Model base, RecordFormatId format) {
        this.drop = drop;
        this.base = base;
        this.format = format;
    }

    void train(Example example) {
        int length = example.system() == null ? 0 : example.system().length();
        for (Turn turn : example.question()) {
            length += turn.text().length();
        }
        questions.add(length);
        String answer = example.reference();
        answers.add(answer.length());
        freeText |= answer.length() > SplitPlan.LONGEST_LABEL || labels.size() > LABELS_COUNTED;
        if (!freeText) {
            labels.merge(answer, 1L, Long::sum);
        }
    }

    /**
     * @param cleaned whether there is a file of the valid records of a rejected upload
     */
    void finish(
            boolean rejected,
            List<CheckResult> checks,
            Map<String, Long> counts,
            Preparation.TokenRange tokens,
            boolean cleaned)
            throws IOException {
        List<Finding> all = new ArrayList<>();
        long listed = 0;
        for (CheckResult check : checks) {
            listed += check.findings().size() + check.truncated();
            all.addAll(check.findings());
        }
        all.sort(Comparator.comparing(Finding::severity));
        List<Finding> shown = shown(all);
        Map<String, String> excerpts = excerpts(shown);
        report = new DataReport(
                Excerpts.of(drop.dataset(), EXCERPT),
                base.id(),
                format == null ? "unknown" : format.id(),
                new DataReport.Result(rejected, cleaned, counts),
                checks.stream().map(DataSummary::checkedFile).toList(),
                new DataReport.TrainingTokens(tokens.low(), tokens.high(), TokenEstimate.basis()),
                new DataReport.Distributions(
                        questions.bars(), answers.bars(), labelBars(counts.getOrDefault("train", 0L))),
                new DataReport.Found(
                        rules(all),
                        shown.stream()
                                .map(finding -> row(finding, excerpts.get(place(finding))))
                                .toList(),
                        listed - shown.size()));
    }

    /** Returns the first findings, and all exemptions that allowed a value. */
    private static List<Finding> shown(List<Finding> all) {
        List<Finding> shown = new ArrayList<>(all.subList(0, Math.min(FINDINGS_SHOWN, all.size())));
        all.stream()
                .skip(shown.size())
                .filter(finding -> finding.rule().equals(ExemptedValue.ID))
                .forEach(shown::add);
        return shown;
    }

    private static List<DataReport.FoundRule> rules(List<Finding> all) {
        Map<String, List<Finding>> byRule =
                all.stream().collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
        return byRule.values().stream()
                .map(found -> new DataReport.FoundRule(
                        found.get(0).severity().id(),
                        found.get(0).rule(),
                        found.size(),
                        where(found),
                        found.get(0).remedy()))
                .toList();
    }

    /**
     * Returns the first positions of a rule's findings as one line, such as "train.jsonl, lines 3, 17; test.jsonl,
     * line 9".
     */
    private static String where(List<Finding> found) {
        Map<String, List<String>> byFile = new LinkedHashMap<>();
        found.stream()
                .limit(PLACES_SHOWN)
                .forEach(finding -> byFile.computeIfAbsent(finding.file(), file -> new ArrayList<>())
                        .add(finding.line() == null ? null : finding.line().toString()));
        String places = byFile.entrySet().stream()
                .map(file -> file.getKey() + lines(file.getValue()))
                .collect(Collectors.joining("; "));
        return found.size() > PLACES_SHOWN ? places + ", ..." : places;
    }

    private static String lines(List<String> lines) {
        if (lines.get(0) == null) {
            return ", whole file";
        }
        return (lines.size() == 1 ? ", line " : ", lines ") + String.join(", ", lines);
    }

    private static DataReport.CheckedFile checkedFile(CheckResult check) {
        Map<String, Long> rules = check.findings().stream()
                .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.counting()));
        return new DataReport.CheckedFile(
                check.file(), check.kind(), check.verdict().id(), check.model(), check.records(), check.bytes(), rules);
    }

    private static DataReport.Row row(Finding finding, @Nullable String excerpt) {
        return new DataReport.Row(
                finding.severity().id(),
                finding.rule(),
                finding.file(),
                finding.line(),
                finding.field(),
                finding.message(),
                finding.remedy(),
                excerpt);
    }

    private List<DataReport.Bar> labelBars(long records) {
        if (freeText || labels.isEmpty() || labels.size() * 2L > records) {
            return List.of();
        }
        long most = labels.values().stream().max(Long::compare).orElse(1L);
        return labels.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(LABELS_SHOWN)
                .map(label ->
                        new DataReport.Bar(Excerpts.of(label.getKey(), SplitPlan.LONGEST_LABEL), label.getValue(), (int)
                                (100 * label.getValue() / most)))
                .toList();
    }

    private static String place(Finding finding) {
        return finding.file() + "\n" + finding.line();
    }

    private Map<String, String> excerpts(List<Finding> shown) throws IOException {
        Map<String, String> excerpts = new HashMap<>();
        for (Source source : new Source[] {drop.training(), drop.validation(), drop.test(), drop.general()}) {
            if (source != null) {
                Set<Long> wanted = new TreeSet<>();
                shown.stream()
                        .filter(finding ->
                                finding.line() != null && finding.file().equals(source.name()))
                        .forEach(finding -> wanted.add(finding.line()));
                read(source, wanted, excerpts);
            }
        }
        return excerpts;
    }

    /** Returns the question and answer of a valid record, or the beginning of any other line. */
    private static String excerpt(String line) {
        for (RecordFormatId format : RecordFormatId.values()) {
            try {
                Example example = Examples.example(StrictJson.MAPPER.readTree(line), format, "");
                return Excerpts.of(example.prompt(), EXCERPT) + " \u2192 " + Excerpts.of(example.reference(), EXCERPT);
            } catch (JsonProcessingException | IllegalArgumentException e) {
                // Not in this format; tries the next one.
            }
        }
        return Excerpts.ofLine(line, EXCERPT);
    }

    private static void read(Source source, Set<Long> wanted, Map<String, String> excerpts) throws IOException {
        int left = wanted.size();
        try (InputStream in = source.open()) {
            Lines lines = new Lines(in);
            while (left > 0 && lines.next()) {
                if (wanted.contains(lines.number())) {
                    left--;
                    int length = Math.min(READ, lines.to() - lines.from());
                    String text = new String(lines.bytes(), lines.from(), length, StandardCharsets.UTF_8);
                    excerpts.put(source.name() + "\n" + lines.number(), excerpt(text));
                }
            }
        }
    }

    Path writeHtml(Path directory) throws IOException {
        Path path = directory.resolve(FileNames.DATA_PAGE);
        StringOutput html = new StringOutput();
        TEMPLATES.render("data.jte", Objects.requireNonNull(report), html);
        return Files.writeString(path, Visible.prose(html.toString()));
    }

    Path writeJson(Path directory) throws IOException {
        Path path = directory.resolve(FileNames.DATA);
        String json = StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        // Only texts can contain this character. Escaping it prevents a page that embeds the JSON from treating it as
        // markup.
        Files.writeString(path, json.replace("<", "\\u003c"));
        return path;
    }
}
