package io.github.bedrockfinetuning.evaluating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answering.Judgements;
import io.github.bedrockfinetuning.answering.Reused;
import io.github.bedrockfinetuning.answering.StagedQuestions;
import io.github.bedrockfinetuning.answers.Spool;
import io.github.bedrockfinetuning.answers.StoredExamples;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.answers.TrainingExample;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.files.Workspace;
import io.github.bedrockfinetuning.preparing.PreparationReport;
import io.github.bedrockfinetuning.report.ReportContext;
import io.github.bedrockfinetuning.report.ReportFiles;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.training.Trained;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.ComparisonOptions;
import io.github.bedrockfinetuning.verdict.JudgeSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates the verdict, the report, and the gate's decision from the stored answers. */
public final class Evaluation {
    private static final Map<String, String> FILES = Map.of(
            FileNames.REPORT_PAGE,
            "text/html; charset=utf-8",
            FileNames.REPORT,
            Run.JSON,
            FileNames.ITEMS,
            Run.JSON_LINES,
            FileNames.ANSWERS,
            "text/csv; charset=utf-8");

    private final Run run;
    private final RunRecord record;
    private final Settings settings;
    private final Workspace workspace;

    public Evaluation(Run run, Workspace workspace) {
        this.run = run;
        this.record = run.record();
        this.settings = record.settings();
        this.workspace = workspace;
    }

    /** Evaluates the run and returns whether the model will be promoted. */
    public boolean evaluate() throws IOException {
        try (Spool spool = new Spool(workspace.file("spool"));
                Spool training = new Spool(workspace.file("training-spool"))) {
            return evaluate(spool, training);
        }
    }

    private boolean evaluate(Spool spool, Spool training) throws IOException {
        List<TestRecord> all = StagedQuestions.references(run, workspace.file(FileNames.TEST), spool);
        // The general set follows the test set.
        int tested = (int) Math.min(all.size(), record.count("test"));
        List<TestRecord> references = all.subList(0, tested);
        RunSystems systems = RunSystems.read(run, record, workspace, spool, all);
        Comparison general = GeneralSet.compare(
                all.subList(tested, all.size()), systems.all(), settings.split().seed());
        Comparison comparison = Comparison.of(
                references,
                systems.all(),
                new ComparisonOptions(
                        Objects.requireNonNull(settings.primaryMetric()),
                        settings.metrics(),
                        settings.slices(),
                        settings.split().seed(),
                        ComparisonOptions.RESAMPLES,
                        settings.answerSchema()));
        Map<String, Integer> judged = settings.judged() ? new Judgements(run).counts() : Map.of();
        Gate gate = Gate.of(settings, record.promoted() != null, comparison, systems.absent());
        boolean promote = settings.promote() && gate.passes();
        ReportContext.Decision decision = new Conclusion(
                        run, record, gate, VerdictSummary.overBase(comparison, systems.absent()), systems.absent())
                .decision();
        report(comparison, context(systems, general, training).with(decision));
        run.write("verdict.json", VerdictSummary.of(comparison, systems.absent(), judged, promote, decision));
        return promote;
    }

    private void report(Comparison comparison, ReportContext context) throws IOException {
        Path directory = workspace.file("report");
        ReportFiles.write(directory, comparison, context);
        FILES.forEach((name, type) -> {
            Path file = directory.resolve(name);
            if (file.toFile().exists()) {
                run.store().put(run.store().results(), run.report(name), file, type);
            }
        });
    }

    private ReportContext context(RunSystems systems, @Nullable Comparison general, Spool training) throws IOException {
        Optional<Trained> trained = Trained.of(run);
        List<String> notices = new ArrayList<>();
        run.platform().variable(EnvironmentVariables.FT_NOTICE).ifPresent(notices::add);
        systems.absent().forEach((name, why) -> notices.add("The comparison does not include " + name + ". " + why));
        systems.reused().forEach((name, earlier) -> earlier.forEach(one -> notices.add(reused(name, one))));
        return ReportContext.titled(record.dataset())
                .heading(
                        notices.isEmpty() ? null : String.join(" ", notices),
                        run.id().value())
                .at(
                        run.platform().clock().instant(),
                        run.platform().variable(EnvironmentVariables.FT_NOTICE).isPresent())
                .with(new ReportContext.MadeFrom(
                        lineage(trained, systems), Json.tree(settings), PreparationReport.summary(run)))
                .with(new ReportContext.Cost(record.estimate(), new Spending(run, record).actual(systems)))
                .with(new ReportContext.Training(
                        trained.map(Trained::losses).orElse(List.of()), trainingExamples(training)))
                .with(judge(), general)
                .without(systems.absent());
    }

    /** Returns the judge's result. The verdict depends only on the metrics. */
    private @Nullable JudgeSummary judge() {
        Settings.Judge judge = settings.judge();
        if (judge == null) {
            return null;
        }
        String provider = Catalogue.load().model(judge.model()).provider();
        return new Judgements(run)
                .summary(judge, provider.equals(settings.base().provider()));
    }

    private static String reused(String system, Reused earlier) {
        return "This run reuses " + earlier.answers() + " answers of the " + system + " model from run "
                + earlier.runId() + " (" + earlier.askedAt().truncatedTo(ChronoUnit.SECONDS)
                + ") at no additional cost.";
    }

    private JsonNode lineage(Optional<Trained> trained, RunSystems systems) {
        ObjectNode lineage =
                Json.object().put(StateFields.RUN_ID, run.id().value()).put("dataset", record.dataset());
        lineage.set("inputs", Json.tree(record.inputs()));
        lineage.put("baseModel", settings.baseModel());
        lineage.put("customModel", trained.map(Trained::modelArn).orElse(null));
        lineage.put("job", trained.map(Trained::jobArn).orElse(null));
        lineage.set("reusedAnswers", Json.tree(systems.reused()));
        lineage.put("stack", record.stack()).put("region", record.region());
        return lineage;
    }

    private List<TrainingExample> trainingExamples(Spool spool) throws IOException {
        Path train = workspace.file(FileNames.TRAIN);
        run.store().download(run.store().datasets(), run.staged(FileNames.TRAIN), null, train);
        List<TrainingExample> examples = new StoredExamples(spool);
        Examples.read(
                Source.of(train),
                settings.base().format(),
                example -> examples.add(new TrainingExample(example.id(), example.prompt(), example.reference())));
        return examples;
    }
}
