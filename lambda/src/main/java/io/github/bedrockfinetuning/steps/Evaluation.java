package io.github.bedrockfinetuning.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answering.Answers;
import io.github.bedrockfinetuning.answering.Judgements;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.Examples;
import io.github.bedrockfinetuning.dataset.Question;
import io.github.bedrockfinetuning.dataset.Source;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.training.Trained;
import io.github.bedrockfinetuning.verdict.Answer;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.JudgeSummary;
import io.github.bedrockfinetuning.verdict.Options;
import io.github.bedrockfinetuning.verdict.Price;
import io.github.bedrockfinetuning.verdict.Reference;
import io.github.bedrockfinetuning.verdict.Report;
import io.github.bedrockfinetuning.verdict.ReportContext;
import io.github.bedrockfinetuning.verdict.SystemAnswers;
import io.github.bedrockfinetuning.verdict.TrainingExample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From stored answers to a verdict, a report and the gate's decision. */
final class Evaluation {
    private static final Map<String, String> FILES = Map.of(
            "report.html",
            "text/html; charset=utf-8",
            "report.json",
            Run.JSON,
            "items.jsonl",
            Run.JSON_LINES,
            "answers.csv",
            "text/csv; charset=utf-8");

    private final Run run;
    private final RunRecord record;
    private final Settings settings;
    private final Workspace workspace;
    /** Why a system is not in the comparison, by its name. */
    private final Map<String, String> absent = new LinkedHashMap<>();

    Evaluation(Run run, Workspace workspace) {
        this.run = run;
        this.record = run.record();
        this.settings = record.settings();
        this.workspace = workspace;
    }

    /** Whether the model is to be promoted. */
    boolean evaluate() throws IOException {
        List<Reference> all = references();
        // The general set stands behind the test set.
        int tested = (int) Math.min(all.size(), record.count("test"));
        List<Reference> references = all.subList(0, tested);
        List<SystemAnswers> systems = systems(all);
        Comparison general = GeneralSet.compare(
                all.subList(tested, all.size()), systems, settings.split().seed());
        Comparison comparison = Comparison.of(
                references,
                systems,
                new Options(
                        settings.primaryMetric(),
                        settings.metrics(),
                        settings.slices(),
                        settings.split().seed(),
                        Options.RESAMPLES));
        Map<String, Integer> judged = settings.judged() ? new Judgements(run).counts() : Map.of();
        report(comparison, systems, general);
        boolean passes = settings.gateBetter().stream().allMatch(rival -> better(comparison, rival));
        boolean promote = settings.promote() && passes;
        run.write("verdict.json", Outcome.of(comparison, absent, judged, settings.promote(), promote));
        return promote;
    }

    private boolean better(Comparison comparison, String rival) {
        return !absent.containsKey(rival) && "better".equals(comparison.verdict(SystemAnswers.TUNED, rival));
    }

    private List<Reference> references() {
        byte[] bytes = run.store().read(run.store().datasets(), run.staged("test.jsonl"));
        List<Reference> references = new ArrayList<>();
        new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(Question::parse)
                .forEach(question -> references.add(new Reference(
                        question.id(), List.of(question.reference()), fields(question), prompt(question))));
        return references;
    }

    private static Map<String, String> fields(Question question) {
        Map<String, String> fields = new LinkedHashMap<>();
        question.fields()
                .properties()
                .forEach(field -> fields.put(
                        field.getKey(),
                        field.getValue().isValueNode()
                                ? field.getValue().asText()
                                : field.getValue().toString()));
        return fields;
    }

    private static String prompt(Question question) {
        return question.turns().isEmpty()
                ? null
                : question.turns().get(question.turns().size() - 1).text();
    }

    /**
     * A base or reference model that could not be asked everything is shown with all its answers failed, which proves
     * nothing: counting only the missing ones as wrong would make the tuned model look better than it is.
     */
    private List<SystemAnswers> systems(List<Reference> references) {
        List<SystemAnswers> systems = new ArrayList<>();
        Model base = settings.base();
        systems.add(answers(SystemAnswers.TUNED, base.name() + ", fine-tuned", Price.ofCustom(base)));
        Map<String, Model> others = new LinkedHashMap<>();
        others.put(SystemAnswers.BASE, base);
        settings.reference().ifPresent(model -> others.put(SystemAnswers.REFERENCE, model));
        others.forEach((name, model) -> {
            SystemAnswers answers = answers(name, model.name(), Price.of(model));
            Optional<String> reason = missing(answers, references);
            reason.ifPresent(why -> absent.put(name, why));
            systems.add(
                    reason.isEmpty() ? answers : new SystemAnswers(name, answers.label(), Map.of(), answers.price()));
        });
        if (systems.get(0).answers().size() < references.size()) {
            throw new PermanentFailure(
                    "The custom model was asked " + systems.get(0).answers().size() + " of " + references.size()
                            + " questions: its answers are not complete, so nothing can be compared.");
        }
        return systems;
    }

    private SystemAnswers answers(String name, String label, Price price) {
        return new SystemAnswers(name, label, new Answers(run, name).all(), price);
    }

    private Optional<String> missing(SystemAnswers system, List<Reference> references) {
        Optional<String> givenUp = new Answers(run, system.name()).givenUp();
        if (givenUp.isPresent()) {
            return givenUp;
        }
        int asked = system.answers().size();
        if (asked < references.size()) {
            return Optional.of(system.label() + " answered only " + asked + " of " + references.size()
                    + " questions before its part of the run failed.");
        }
        return system.answers().values().stream().allMatch(Answer::failed)
                ? Optional.of(system.label() + " answered none of the questions: "
                        + system.answers().values().stream()
                                .findFirst()
                                .map(Answer::failure)
                                .orElse("there are none"))
                : Optional.empty();
    }

    private void report(Comparison comparison, List<SystemAnswers> systems, Comparison general) throws IOException {
        Path directory = workspace.file("report");
        Report.write(directory, comparison, context(systems, general));
        FILES.forEach((name, type) -> {
            Path file = directory.resolve(name);
            if (file.toFile().exists()) {
                run.store().put(run.store().results(), run.report(name), file, type);
            }
        });
    }

    private ReportContext context(List<SystemAnswers> systems, Comparison general) throws IOException {
        Optional<Trained> trained = Trained.of(run);
        List<String> notices = new ArrayList<>();
        run.platform().variable("FT_NOTICE").ifPresent(notices::add);
        absent.forEach((name, why) -> notices.add("Without " + name + ": " + why));
        return new ReportContext(
                record.dataset(),
                notices.isEmpty() ? null : String.join(" ", notices),
                run.id().value(),
                lineage(trained),
                Json.tree(settings),
                record.estimate(),
                new Spending(run, record).actual(systems),
                trained.map(Trained::losses).orElse(List.of()),
                DataReport.summary(run),
                trainingExamples(),
                judge(),
                general);
    }

    /** The judge's say stands beside the verdict, which rests on the metrics alone. */
    private JudgeSummary judge() {
        if (!settings.judged()) {
            return null;
        }
        String provider = Catalogue.load().model(settings.judge().model()).provider();
        return new Judgements(run)
                .summary(settings.judge(), provider.equals(settings.base().provider()));
    }

    private JsonNode lineage(Optional<Trained> trained) {
        ObjectNode lineage = Json.object().put("runId", run.id().value()).put("dataset", record.dataset());
        lineage.set("inputs", Json.tree(record.inputs()));
        lineage.put("baseModel", settings.baseModel());
        lineage.put("customModel", trained.map(Trained::modelArn).orElse(null));
        lineage.put("job", trained.map(Trained::jobArn).orElse(null));
        lineage.put("stack", record.stack()).put("region", record.region());
        return lineage;
    }

    private List<TrainingExample> trainingExamples() throws IOException {
        Path train = workspace.file("train.jsonl");
        run.store().download(run.store().datasets(), run.staged("train.jsonl"), null, train);
        List<TrainingExample> examples = new ArrayList<>();
        Examples.read(
                Source.of(train),
                settings.base().form(),
                example -> examples.add(new TrainingExample(example.id(), example.prompt(), example.reference())));
        return examples;
    }
}
