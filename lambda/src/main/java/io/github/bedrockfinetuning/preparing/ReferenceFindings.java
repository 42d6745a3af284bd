package io.github.bedrockfinetuning.preparing;

import io.github.bedrockfinetuning.answering.StagedQuestions;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.files.Workspace;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.verdict.ReferenceCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks whether the test set can be evaluated with these settings, before anything is billed. */
final class ReferenceFindings {
    private static final String FILE = FileNames.TEST;
    private static final int MOST_FIELDS = 20;

    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes;

    private ReferenceFindings(List<String> notes) {
        this.notes = notes;
    }

    /**
     * Checks a test set.
     *
     * @param test the prepared test set
     */
    static ReferenceFindings read(Workspace workspace, Path test, Settings settings) throws IOException {
        Set<String> metrics = new LinkedHashSet<>(List.of(settings.primaryMetric()));
        metrics.addAll(settings.metrics());
        ReferenceCheck check = new ReferenceCheck(List.copyOf(metrics), settings.answerSchema());
        Set<String> fields = new TreeSet<>();
        try (BufferedReader lines = Files.newBufferedReader(test)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Question question = Question.parse(line);
                question.fields().fieldNames().forEachRemaining(fields::add);
                check.look(List.of(question.reference()), StagedQuestions.fields(question));
            }
        }
        ReferenceFindings references = new ReferenceFindings(check.notes());
        references.requireSlices(settings, fields);
        for (ReferenceCheck.Fault fault : check.faults()) {
            boolean dropped = Files.exists(workspace.file(FILE)) && fault.record() > 0;
            references.findings.add(finding(
                    "unusable-reference",
                    FILE,
                    dropped ? line(workspace.file(FILE), fault.record()) : null,
                    fault.message()
                            + (dropped || fault.record() == 0
                                    ? ""
                                    : " This is record " + fault.record()
                                            + " of the test set that was split off from the uploaded records."),
                    fault.remedy()));
        }
        return references;
    }

    private void requireSlices(Settings settings, Set<String> fields) {
        Set<String> absent = new HashSet<>(settings.slices());
        absent.removeAll(fields);
        new TreeSet<>(absent)
                .forEach(slice -> findings.add(finding(
                        "absent-slice",
                        FileNames.RUN,
                        null,
                        "No record in the test set has the field \"" + Failures.quote(slice)
                                + "\", which is specified in slices.",
                        fields.isEmpty()
                                ? "Remove it, because the records have no additional fields."
                                : "Choose from: "
                                        + String.join(
                                                ", ",
                                                fields.stream()
                                                        .limit(MOST_FIELDS)
                                                        .map(Failures::quote)
                                                        .toList())
                                        + "; or remove it.")));
    }

    /** Returns the line number of a record in the uploaded file, which contains all records. */
    private static @Nullable Long line(Path dropped, long record) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(dropped)) {
            long number = 0;
            long records = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                records += line.isBlank() ? 0 : 1;
                if (records == record) {
                    return number;
                }
            }
        }
        return null;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Returns notes for the user about a valid test set. */
    List<String> notes() {
        return notes;
    }

    private static Finding finding(String rule, String file, @Nullable Long line, String message, String remedy) {
        return new Finding(rule, Severity.ERROR, file, line, null, null, message, remedy);
    }
}
