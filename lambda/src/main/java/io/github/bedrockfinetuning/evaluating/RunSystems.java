package io.github.bedrockfinetuning.evaluating;

import io.github.bedrockfinetuning.answering.Answers;
import io.github.bedrockfinetuning.answering.Reused;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.AnswersFile;
import io.github.bedrockfinetuning.answers.Price;
import io.github.bedrockfinetuning.answers.Spool;
import io.github.bedrockfinetuning.answers.StoredAnswers;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.files.Workspace;
import io.github.bedrockfinetuning.run.DropFiles;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The systems of a run with their answers, in the order in which the report shows them. */
final class RunSystems {
    private final Run run;
    private final RunRecord record;
    private final Settings settings;
    private final Workspace workspace;
    private final Spool spool;
    private final List<TestRecord> references;
    /** The records in the test set. The general set, which does not affect the decision, is not included. */
    private final List<TestRecord> tested;

    private final List<SystemAnswers> asked = new ArrayList<>();
    private final List<SystemAnswers> all = new ArrayList<>();
    /** The answers that are reused from other runs, by system. */
    private final Map<String, List<Reused>> reused = new LinkedHashMap<>();
    /** The reasons that systems are missing from the comparison, by system. */
    private final Map<String, String> absent = new LinkedHashMap<>();

    private RunSystems(Run run, RunRecord record, Workspace workspace, Spool spool, List<TestRecord> references) {
        this.run = run;
        this.record = record;
        this.settings = record.settings();
        this.workspace = workspace;
        this.spool = spool;
        this.references = references;
        this.tested = references.subList(0, (int) Math.min(references.size(), record.count("test")));
    }

    /**
     * Reads the systems of a run.
     *
     * @param spool the storage for the answers
     * @param references the reference answers of all questions
     * @throws PermanentFailure if the custom model did not receive all questions, or did not reply to any question of
     *     the test set
     */
    static RunSystems read(Run run, RunRecord record, Workspace workspace, Spool spool, List<TestRecord> references)
            throws IOException {
        RunSystems systems = new RunSystems(run, record, workspace, spool, references);
        systems.tuned();
        Model base = record.settings().base();
        systems.rival(SystemRole.BASE.id(), base.name(), Price.of(base));
        record.settings()
                .reference()
                .ifPresent(model -> systems.rival(SystemRole.REFERENCE.id(), model.name(), Price.of(model)));
        RunRecord.Promoted promoted = record.promoted();
        if (promoted != null) {
            systems.promoted(promoted);
        }
        for (String name : record.recorded()) {
            systems.recorded(name);
        }
        return systems;
    }

    List<SystemAnswers> all() {
        return List.copyOf(all);
    }

    /** Returns the systems that this run invoked and that incurred costs in it. */
    List<SystemAnswers> asked() {
        return List.copyOf(asked);
    }

    List<Reused> reused(String system) {
        return reused.getOrDefault(system, List.of());
    }

    /** Returns the reused answers by system. Contains only systems that reused any. */
    Map<String, List<Reused>> reused() {
        return reused;
    }

    Map<String, String> absent() {
        return absent;
    }

    private SystemAnswers answers(String name, String label, Price price) {
        Answers stored = new Answers(run, name);
        SystemAnswers answers = new SystemAnswers(name, label, stored.all(new StoredAnswers(spool)), price);
        if (!stored.reused().isEmpty()) {
            reused.put(name, stored.reused());
        }
        asked.add(answers);
        return answers;
    }

    private void tuned() {
        Model base = settings.base();
        SystemAnswers tuned = answers(SystemRole.TUNED.id(), base.name() + ", fine-tuned", Price.ofCustom(base));
        if (tuned.answers().size() < references.size()) {
            throw new PermanentFailure(
                    "The custom model received only " + tuned.answers().size() + " of " + references.size()
                            + " questions. Its answers are incomplete, so nothing can be compared.");
        }
        silence(tuned).ifPresent(why -> {
            throw new PermanentFailure("The custom model has no score, so nothing can be compared. " + why);
        });
        all.add(tuned);
    }

    /**
     * Adds a system, or omits it and records the reason if it did not receive all questions. If the missing answers
     * counted as wrong, the tuned model would look better than it is.
     */
    private void rival(String name, String label, Price price) {
        SystemAnswers answers = answers(name, label, price);
        add(answers, missing(answers));
    }

    private void add(SystemAnswers answers, Optional<String> missing) {
        if (missing.isPresent()) {
            absent.put(answers.name(), missing.get());
        } else {
            all.add(answers);
        }
    }

    private Optional<String> missing(SystemAnswers system) {
        Optional<String> givenUp = new Answers(run, system.name()).givenUp();
        if (givenUp.isPresent()) {
            return givenUp;
        }
        int answered = system.answers().size();
        if (answered < references.size()) {
            return Optional.of(system.label() + " answered only " + answered + " of " + references.size()
                    + " questions before its part of the run failed.");
        }
        return silence(system);
    }

    /**
     * Returns the reason that a system has no score, if the service returned an error for every question in the test
     * set. One reply is enough for a score, even if it is empty.
     */
    private Optional<String> silence(SystemAnswers system) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (TestRecord reference : tested) {
            Answer answer = system.answers().get(reference.id());
            if (answer != null && answer.replied()) {
                return Optional.empty();
            }
            reasons.merge(
                    answer == null || answer.failure() == null ? "There is no answer." : answer.failure(),
                    1,
                    Integer::sum);
        }
        return reasons.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> system.label() + " did not reply to any of the " + tested.size() + " questions. "
                        + (reasons.size() == 1
                                ? "The reason: "
                                : "The most frequent reason (" + most.getValue() + " times): ")
                        + most.getKey());
    }

    private void promoted(RunRecord.Promoted promoted) throws IOException {
        Optional<Model> model = Catalogue.load().find(promoted.baseModel());
        String label = model.map(Model::name).orElse(promoted.baseModel()) + ", fine-tuned by run " + promoted.runId();
        Price price = model.map(Price::ofCustom).orElse(Price.UNKNOWN);
        Optional<String> unasked = Optional.empty();
        if (promoted.endpoint() != null) {
            SystemAnswers answers = answers(SystemRole.PROMOTED.id(), label, price);
            unasked = missing(answers);
            if (unasked.isEmpty()) {
                all.add(answers);
                return;
            }
        }
        Map<String, Answer> recorded = new PromotedAnswers(run, promoted, workspace, spool).recorded();
        // The general set does not affect the decision, so it can differ from the earlier one.
        long known = tested.stream()
                .filter(reference -> recorded.containsKey(reference.id()))
                .count();
        SystemAnswers earlier = new SystemAnswers(SystemRole.PROMOTED.id(), label, recorded, price);
        add(
                earlier,
                known == tested.size()
                        ? silence(earlier)
                        : Optional.of("The model that run " + promoted.runId() + " promoted "
                                + (promoted.endpoint() == null ? "is not in service" : "could not be invoked")
                                + ", and its own run contains only " + known + " of these " + tested.size()
                                + " questions." + unasked.map(why -> " " + why).orElse("")));
    }

    private void recorded(String name) throws IOException {
        String file = DropFiles.answers(name);
        Path copy = workspace.file(file);
        run.store().download(run.store().datasets(), run.staged(file), null, copy);
        StoredAnswers answers = new StoredAnswers(spool);
        AnswersFile.read(copy, Objects.requireNonNull(settings.primaryMetric()).startsWith("tatqa_"), answers);
        all.add(new SystemAnswers(name, "recorded answers", answers));
    }
}
