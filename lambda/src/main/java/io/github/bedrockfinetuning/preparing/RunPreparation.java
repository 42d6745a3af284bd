package io.github.bedrockfinetuning.preparing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.answering.Rate;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.RunLimits;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.settings.Approval;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.preparation.Preparation;
import io.github.bedrockfinetuning.dataset.rules.ExemptedValue;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.ending.Notifications;
import io.github.bedrockfinetuning.files.Workspace;
import io.github.bedrockfinetuning.metrics.JsonConforms;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.promotion.Promotion;
import io.github.bedrockfinetuning.run.Drop;
import io.github.bedrockfinetuning.run.OperatorCommand;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.text.Sha256;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prepares a run from an upload, or reports why the run cannot start. */
public final class RunPreparation {
    private static final int LONGEST_NAME = 200;
    private static final String SUPERSEDED =
            "A newer version of the file was uploaded and starts its own run. This run continues with "
                    + "the version that started it. To pay for only one run, stop the other one: ";

    private final Run run;
    private final Drop drop;
    private final Workspace workspace;
    private final List<Finding> findings = new ArrayList<>();

    public RunPreparation(Run run, Workspace workspace) {
        this.run = run;
        this.drop = Drop.of(run);
        this.workspace = workspace;
    }

    /**
     * Returns the record of a run that can start, or an empty Optional if the run cannot start. In that case, the
     * data report contains the reasons.
     */
    public Optional<RunRecord> prepare() throws IOException {
        Intake intake = new Intake(run, drop, workspace.directory());
        Intake.Taken taken = intake.take();
        findings.addAll(taken.findings());
        PreparationReport report = new PreparationReport(run, taken);
        if (!findings.isEmpty()) {
            report.reject(findings, null);
            return Optional.empty();
        }
        Settings settings = taken.requireSettings();
        Preparation.Prepared prepared = Preparation.prepare(
                drop(taken), settings.base(), settings.split(), settings.sensitive(), workspace.make("prepared"));
        if (!prepared.rejected() && (prepared.files().test() == null || count(prepared, "test") == 0)) {
            refuse(
                    "no-test-records",
                    FileNames.TEST,
                    "The upload contains no records that can be used to compare the models.",
                    "Upload test.jsonl, or upload more records so that some of them can be used as the test " + "set.");
        }
        if (prepared.rejected() || !findings.isEmpty()) {
            // No request is sent to Bedrock for a rejected dataset.
            recorded(taken, prepared);
            report.reject(findings, prepared);
            return Optional.empty();
        }
        Preflight.Result preflight = new Preflight(run).look(settings, read(prepared, settings.base()));
        findings.addAll(preflight.findings());
        if (!findings.isEmpty()) {
            report.reject(findings, prepared);
            return Optional.empty();
        }
        List<String> notes = new ArrayList<>(intake.notes());
        notes.addAll(preflight.notes());
        if (intake.superseded()) {
            notes.add(SUPERSEDED + OperatorCommand.of(run.platform(), "abort RUN_ID") + ".");
        }
        return record(taken, prepared, notes, preflight.rates(), report);
    }

    /** Returns the number of records that the fine-tuning job reads. */
    private static long read(Preparation.Prepared prepared, Model base) {
        return count(prepared, "train") + (base.validationData() ? count(prepared, "validation") : 0);
    }

    private Optional<RunRecord> record(
            Intake.Taken taken,
            Preparation.Prepared prepared,
            List<String> notes,
            Map<String, Integer> rates,
            PreparationReport report)
            throws IOException {
        Model base = taken.requireSettings().base();
        Completions completions = Completions.of(prepared, base);
        Settings settings = settings(taken, completions);
        RunRecord.Promoted promoted = new Promotion(run).before(taken.dataset()).orElse(null);
        Path asked = StagedFiles.asked(prepared, workspace);
        String hash = Sha256.hex(asked);
        JsonNode estimate = Pricing.estimate(
                settings,
                prepared,
                base,
                completions.tokenLimit(),
                promoted,
                Pricing.answered(run, settings, completions.tokenLimit(), hash));
        notes.addAll(recorded(taken, prepared));
        notes.addAll(exempted(prepared));
        ReferenceFindings references =
                ReferenceFindings.read(workspace, prepared.files().requireTest(), settings);
        findings.addAll(references.findings());
        notes.addAll(references.notes());
        StepStatus outcome = outcome(settings, estimate, notes);
        if (!findings.isEmpty()) {
            report.reject(findings, prepared);
            return Optional.empty();
        }
        RunRecord record = new RunRecord(
                run.id().value(),
                new RunRecord.Provenance(
                        taken.dataset(),
                        run.platform().require(EnvironmentVariables.FT_STACK),
                        run.platform().require(EnvironmentVariables.AWS_REGION),
                        drop.key(),
                        run.platform().clock().instant(),
                        taken.inputs()),
                settings,
                base.servingMode(),
                new RunRecord.Questions(prepared.counts(), completions.tokenLimit(), hash),
                new RunRecord.Pace(
                        Rate.concurrency(
                                base,
                                base.servingMode(),
                                Optional.ofNullable(rates.get(SystemRole.TUNED.id())),
                                run.platform()
                                        .variable(EnvironmentVariables.FT_CONCURRENT_BATCHES)
                                        .map(Integer::valueOf)
                                        .orElse(RunLimits.CONCURRENT_BATCHES)),
                        rates),
                new RunRecord.Decision(estimate, List.copyOf(notes), outcome),
                promoted);
        new StagedFiles(run).stage(record, prepared, asked, workspace);
        report.accept(record, prepared);
        run.writeOnce(FileNames.RUN, record);
        return Optional.of(run.record()); // Whoever wrote first: the record is one.
    }

    /** Checks the recorded answers, and returns notes for the user about valid files. */
    private List<String> recorded(Intake.Taken taken, Preparation.Prepared prepared) throws IOException {
        RecordedAnswers recorded = new RecordedAnswers(prepared.files().test());
        for (String file : taken.answers()) {
            findings.addAll(recorded.check(file, workspace.file(file)));
        }
        return recorded.notes();
    }

    /**
     * Returns the settings with complete metrics: metrics that match the completions if none are specified, and the
     * metric for the schema if there is a schema.
     */
    private static Settings settings(Intake.Taken taken, Completions completions) {
        Settings named = taken.requireSettings();
        List<String> metrics =
                new ArrayList<>(named.metrics().isEmpty() ? Metrics.inferred(completions.sample()) : named.metrics());
        if (named.answerSchema() != null && !metrics.contains(JsonConforms.NAME)) {
            metrics.add(JsonConforms.NAME);
        }
        return named.withMetrics(metrics);
    }

    /**
     * Returns a note about each exemption that was used to allow values, so that the run's reports show the
     * exemption.
     */
    private static List<String> exempted(Preparation.Prepared prepared) {
        return prepared.checks().stream()
                .flatMap(check -> check.findings().stream())
                .filter(finding -> finding.rule().equals(ExemptedValue.ID))
                .map(finding -> finding.file() + ": " + finding.message())
                .toList();
    }

    private static long count(Preparation.Prepared prepared, String file) {
        return prepared.counts().getOrDefault(file, 0L);
    }

    private Preparation.UploadedFiles drop(Intake.Taken taken) throws IOException {
        List<Source> answers = new ArrayList<>();
        for (String file : taken.answers()) {
            answers.add(Source.of(workspace.file(file)));
        }
        return new Preparation.UploadedFiles(
                taken.dataset(),
                taken.has(Intake.SINGLE)
                        ? Source.of(
                                workspace.file(Intake.SINGLE), Excerpts.of(taken.dataset(), LONGEST_NAME) + ".jsonl")
                        : null,
                source(taken, FileNames.TRAIN),
                source(taken, FileNames.VALIDATION),
                source(taken, FileNames.TEST),
                source(taken, FileNames.GENERAL),
                answers);
    }

    private @Nullable Source source(Intake.Taken taken, String file) throws IOException {
        return taken.has(file) ? Source.of(workspace.file(file)) : null;
    }

    private StepStatus outcome(Settings settings, JsonNode estimate, List<String> notes) {
        BigDecimal ceiling = settings.spendingCeiling();
        JsonNode high = estimate.path("total").path("high");
        List<String> unpriced = Pricing.unpriced(estimate);
        boolean dear = ceiling != null && high.isNumber() && high.decimalValue().compareTo(ceiling) > 0;
        boolean above = dear || ceiling != null && !unpriced.isEmpty() && !settings.acceptUnknownPrices();
        if (!unpriced.isEmpty() && settings.acceptUnknownPrices()) {
            notes.add("Accepted although the price is not known, because acceptUnknownPrices is true: "
                    + String.join("; ", unpriced)
                    + ".");
        }
        if (settings.approval() == Approval.ALWAYS || above && settings.approval() == Approval.ABOVE_CEILING) {
            return StepStatus.NEEDS_APPROVAL;
        }
        if (above && !dear) {
            refuse(
                    "unknown-prices",
                    FileNames.RUN,
                    "The run would cost " + Notifications.price(estimate)
                            + ". The prices of these parts are not known: " + String.join("; ", unpriced) + ".",
                    "Set acceptUnknownPrices to true to run without these prices, or set approval to above-ceiling to"
                            + " request approval.");
        } else if (above && ceiling != null) {
            refuse(
                    "above-ceiling",
                    FileNames.RUN,
                    "The run would cost " + Notifications.price(estimate) + ". The spending ceiling is $"
                            + ceiling.toPlainString() + ".",
                    "Increase spendingCeiling, or set approval to above-ceiling.");
        }
        return StepStatus.READY;
    }

    private void refuse(String rule, String file, String message, String remedy) {
        findings.add(new Finding(rule, Severity.ERROR, file, null, null, null, message, remedy));
    }
}
