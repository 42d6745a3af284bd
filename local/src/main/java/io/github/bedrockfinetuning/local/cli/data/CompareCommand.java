package io.github.bedrockfinetuning.local.cli.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.AnswersFile;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import io.github.bedrockfinetuning.local.cli.console.JsonOption;
import io.github.bedrockfinetuning.metrics.JsonConforms;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.report.ReportContext;
import io.github.bedrockfinetuning.report.ReportFiles;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.ComparisonOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: compares systems and shows which one is better, with confidence intervals. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compare systems on the same records. Prints means, paired confidence intervals, and a"
                + " verdict for every pair of systems.",
        footer = {
            "",
            "The exit code is 0 if the first system is better than the system named base or, if"
                    + " there is no base, better than every other system. Otherwise, the exit code is 1."
        })
public final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME=ANSWERS.jsonl",
            description = "The name of a system and the file that contains its answers.")
    private Map<String, Path> answers = new LinkedHashMap<>();

    @Option(
            names = "--references",
            paramLabel = "FILE",
            required = true,
            description = "The file that contains the reference answers.")
    private Path references;

    @Option(
            names = "--primary",
            paramLabel = "METRIC",
            description = "The metric that determines the verdict (default: derived from the references).")
    private @Nullable String primary;

    @Option(names = "--metric", paramLabel = "METRIC", description = "An additional metric. Can be repeated.")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--slice",
            paramLabel = "FIELD",
            description = "Also report the results for each value of this field. Can be repeated.")
    private List<String> slices = new ArrayList<>();

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "The JSON Schema that answers must conform to, for the metric json_conforms.")
    private @Nullable Path schema;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The random seed for resampling (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder for report.html, report.json and items.jsonl.")
    private @Nullable Path out;

    @Mixin
    private JsonOption output = new JsonOption();

    @Override
    public Integer call() throws IOException {
        try {
            Comparison comparison = compare();
            if (out != null) {
                ReportFiles.write(
                        out,
                        comparison,
                        ReportContext.titled("Comparison of " + String.join(", ", names(comparison)))
                                .at(Instant.now(), false));
            }
            output.print(comparison.toJson(), console -> ComparisonTable.print(comparison, console));
            return good(comparison) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            throw Inputs.usage(spec, e.getMessage());
        }
    }

    private Comparison compare() throws IOException {
        metrics.forEach(Metrics::named);
        if (primary != null) {
            Metrics.named(primary);
        }
        Inputs.source(spec, references);
        List<TestRecord> right = ReferencesFile.read(references);
        boolean tatQa = primary == null
                ? !right.isEmpty() && right.get(0).fields().containsKey("answer_type")
                : primary.startsWith("tatqa_");
        List<SystemAnswers> systems = new ArrayList<>();
        for (Map.Entry<String, Path> system : answers.entrySet()) {
            Inputs.source(spec, system.getValue());
            Map<String, Answer> read = AnswersFile.read(system.getValue(), tatQa);
            warnOfStrangers(system.getValue(), read, right);
            systems.add(new SystemAnswers(system.getKey(), system.getKey(), read));
        }
        List<String> suiting = tatQa
                ? List.of("tatqa_f1", "tatqa_em")
                : Metrics.inferred(right.stream()
                        .flatMap(reference -> reference.references().stream().limit(1))
                        .toList());
        List<String> all = new ArrayList<>(metrics);
        all.addAll(suiting);
        JsonNode answerSchema = schema == null ? null : Inputs.json(spec, schema);
        if (answerSchema != null) {
            all.add(JsonConforms.NAME);
        }
        String chosen = primary == null ? suiting.get(0) : primary;
        requireSlices(right);
        return Comparison.of(
                right,
                systems,
                new ComparisonOptions(chosen, all, slices, seed, ComparisonOptions.RESAMPLES, answerSchema));
    }

    private void requireSlices(List<TestRecord> right) {
        for (String slice : slices) {
            if (right.stream().noneMatch(reference -> reference.fields().containsKey(slice))) {
                String known = right.stream()
                        .flatMap(reference -> reference.fields().keySet().stream())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
                throw new IllegalArgumentException("None of the records in " + references + " have the field \""
                        + slice
                        + "\", which was specified for slices. Available fields: "
                        + (known.isEmpty() ? "none" : known) + ".");
            }
        }
    }

    private void warnOfStrangers(Path file, Map<String, Answer> answers, List<TestRecord> right) {
        List<String> ids = right.stream().map(TestRecord::id).toList();
        long strangers = answers.size()
                - ids.stream().distinct().filter(answers::containsKey).count();
        if (!answers.isEmpty() && !ids.isEmpty() && strangers == answers.size()) {
            throw new IllegalArgumentException("None of the IDs in " + file + " occur in " + references
                    + ". For example, \"" + answers.keySet().iterator().next()
                    + "\" does not occur.");
        }
        if (strangers > 0) {
            PrintWriter errors = spec.commandLine().getErr();
            errors.printf(
                    "%s: %,d answers have IDs that are not in %s. They are ignored.%n", file, strangers, references);
            errors.flush();
        }
    }

    private static List<String> names(Comparison comparison) {
        return comparison.systems().stream().map(SystemAnswers::name).toList();
    }

    private static boolean good(Comparison comparison) {
        List<String> names = names(comparison);
        String first = names.get(0);
        List<String> others = names.contains(SystemRole.BASE.id()) && !first.equals(SystemRole.BASE.id())
                ? List.of(SystemRole.BASE.id())
                : names.subList(1, names.size());
        return others.stream().allMatch(other -> comparison.verdict(first, other) == Verdict.BETTER);
    }
}
