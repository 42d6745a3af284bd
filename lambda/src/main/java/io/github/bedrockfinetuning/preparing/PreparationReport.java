package io.github.bedrockfinetuning.preparing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.preparation.Preparation;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The report on an upload for the user: {@code reports/<runId>/data.html} and {@code data.json}. In {@code data.json},
 * {@code findings} lists the findings about the settings, preflight, and every file.
 */
public final class PreparationReport {
    private final Run run;
    private final Intake.Taken taken;

    PreparationReport(Run run, Intake.Taken taken) {
        this.run = run;
        this.taken = taken;
    }

    /**
     * Writes the report on a rejected upload.
     *
     * @param prepared the result of the preparation; null if the files were not checked
     */
    void reject(List<Finding> findings, Preparation.@Nullable Prepared prepared) throws IOException {
        List<Finding> all = all(findings, prepared);
        write(StepStatus.REJECTED, all, prepared, null);
        run.write("rejection.json", Json.object().put("reason", reason(all)));
    }

    void accept(RunRecord record, Preparation.Prepared prepared) throws IOException {
        write(record.outcome(), all(List.of(), prepared), prepared, record);
    }

    private static List<Finding> all(List<Finding> findings, Preparation.@Nullable Prepared prepared) {
        List<Finding> all = new ArrayList<>(findings);
        if (prepared != null) {
            prepared.checks().stream().map(CheckResult::findings).forEach(all::addAll);
        }
        return all;
    }

    private void write(
            StepStatus outcome,
            List<Finding> findings,
            Preparation.@Nullable Prepared prepared,
            @Nullable RunRecord record)
            throws IOException {
        ObjectNode report = prepared == null
                ? Json.object()
                : (ObjectNode) Json.read(Files.readAllBytes(prepared.report().json()));
        report.put(StateFields.RUN_ID, run.id().value())
                .put("dataset", taken.dataset())
                .put("outcome", outcome.name());
        report.set("findings", Json.tree(findings));
        if (record != null) {
            report.set("estimate", record.estimate());
            report.set("notes", Json.tree(record.notes()));
        }
        put(FileNames.DATA, Json.pretty(report), Run.JSON);
        if (prepared != null) {
            put(FileNames.DATA_PAGE, prepared.report().html(), "text/html; charset=utf-8");
            put("refused.jsonl", prepared.files().refused(), Run.JSON_LINES);
            if (prepared.files().cleaned() != null) {
                // In the datasets bucket, because the file contains training data.
                run.store()
                        .stage(
                                run.store().datasets(),
                                run.staged("cleaned.jsonl"),
                                prepared.files().cleaned(),
                                Run.JSON_LINES);
            }
        }
    }

    private void put(String name, byte[] bytes, String contentType) {
        run.store().put(run.store().results(), run.report(name), bytes, contentType);
    }

    private void put(String name, Path file, String contentType) {
        if (file != null) {
            run.store().put(run.store().results(), run.report(name), file, contentType);
        }
    }

    /**
     * Returns a sentence with the number of errors and the position of the first error. Contains rules and lines but
     * no text from the dataset.
     */
    private static String reason(List<Finding> findings) {
        List<Finding> errors =
                findings.stream().filter(f -> f.severity() == Severity.ERROR).toList();
        Optional<Finding> first = errors.stream().findFirst();
        return "The dataset was rejected before anything was created or billed: " + errors.size()
                + (errors.size() == 1 ? " error" : " errors")
                + first.map(f -> ", the first by rule " + f.rule() + (f.line() == null ? "" : " in line " + f.line()))
                        .orElse("")
                + ".";
    }

    /** Returns the numbers for the final report. */
    public static JsonNode summary(Run run) {
        return run.store()
                .find(run.store().results(), run.report(FileNames.DATA))
                .map(Json::read)
                .map(report -> {
                    ObjectNode summary = (ObjectNode) report;
                    JsonNode findings = summary.remove("findings");
                    ObjectNode counts = summary.putObject("findings");
                    for (Severity severity : Severity.values()) {
                        counts.put(severity.id(), count(findings, severity));
                    }
                    return (JsonNode) summary;
                })
                .orElseGet(Json::object);
    }

    private static long count(JsonNode findings, Severity severity) {
        long count = 0;
        if (findings instanceof ArrayNode array) {
            for (JsonNode finding : array) {
                count += severity.id().equals(finding.path("severity").asText()) ? 1 : 0;
            }
        }
        return count;
    }
}
