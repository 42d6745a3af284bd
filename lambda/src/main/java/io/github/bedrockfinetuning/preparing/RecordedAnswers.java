package io.github.bedrockfinetuning.preparing;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.AnswersFile;
import io.github.bedrockfinetuning.answers.JsonLines;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.preparation.Redaction;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.rules.ExemptedValue;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import io.github.bedrockfinetuning.dataset.sensitive.Sensitive;
import io.github.bedrockfinetuning.files.Workspace;
import io.github.bedrockfinetuning.run.DropFiles;
import io.github.bedrockfinetuning.run.Failures;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks whether recorded answers can be compared, before anything is billed. */
final class RecordedAnswers {
    private final Workspace workspace;
    private final Path test;
    private final SensitivePolicy policy;
    private final List<String> notes = new ArrayList<>();
    private @Nullable Set<String> asked;

    /**
     * Creates the check.
     *
     * @param test the prepared test set
     */
    RecordedAnswers(Workspace workspace, Path test, SensitivePolicy policy) {
        this.workspace = workspace;
        this.test = test;
        this.policy = policy;
    }

    /** Returns the errors in a file, or an empty list if the file is not a recorded-answers file. */
    List<Finding> check(String file) throws IOException {
        if (DropFiles.system(file).isEmpty()) {
            return List.of();
        }
        Optional<Finding> sensitive = sensitive(file);
        if (sensitive.isPresent()) {
            return List.of(sensitive.get());
        }
        Ids answered = new Ids();
        try {
            AnswersFile.read(workspace.file(file), false, answered);
        } catch (JsonLines.Malformed e) {
            return List.of(finding(
                    file,
                    e.line(),
                    "The line is not a recorded answer: " + Failures.quote(e.complaint()),
                    "Write one JSON object with the fields \"id\" and \"answer\" per line, or remove the file."));
        }
        long matching = answered.keySet().stream().filter(asked()::contains).count();
        if (matching == 0) {
            return List.of(finding(
                    file,
                    null,
                    answered.keySet().isEmpty()
                            ? "The file contains no answers."
                            : "None of its " + answered.keySet().size() + " IDs matches a record in the test set.",
                    "Answers are matched by record ID, or by line number if a record has no ID. Add the IDs of "
                            + "these answers to the records in test.jsonl, or remove the file."));
        }
        if (matching < answered.keySet().size()) {
            notes.add(file + ": " + (answered.keySet().size() - matching)
                    + " answers are ignored, because the test set does not contain their IDs.");
        }
        if (matching < asked().size()) {
            notes.add(file + " has no answer to " + (asked().size() - matching)
                    + " records in the test set, which count as failed.");
        }
        return List.of();
    }

    /**
     * Returns a finding about the first line that contains a secret, or personal data that must be rejected because
     * reports show answers.
     */
    private Optional<Finding> sensitive(String file) throws IOException {
        Map<String, Long> allowed = new TreeMap<>();
        try (BufferedReader lines = reader(file)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                for (Sensitive found : Excerpts.inLine(line, policy.personalData() == PersonalDataPolicy.REFUSE)) {
                    String exemption = policy.exemptions().key(found);
                    if (exemption == null) {
                        return Optional.of(
                                finding(
                                        file,
                                        number,
                                        "The answer contains " + found.kind() + " (fingerprint " + found.fingerprint()
                                                + ").",
                                        "Replace it with a placeholder, or remove the answer. If it is a false positive, add its "
                                                + "fingerprint or its kind to allowSensitive in run.json, and specify the reason."));
                    }
                    allowed.merge(found.shortKind() + "\n" + exemption, 1L, Long::sum);
                }
            }
        }
        allowed.forEach((values, count) -> {
            String[] kindAndKey = values.split("\n");
            notes.add(file + ": " + ExemptedValue.message(count, kindAndKey[0], kindAndKey[1], policy.exemptions()));
        });
        return Optional.empty();
    }

    /**
     * Returns the file to stage for a system: the uploaded file, with personal data masked if the settings require
     * it.
     */
    static Path staged(Workspace workspace, String system, SensitivePolicy policy) throws IOException {
        String file = DropFiles.answers(system);
        if (!policy.masks()) {
            return workspace.file(file);
        }
        Redaction redaction = new Redaction(policy);
        Path masked = workspace.file("masked-" + file);
        try (BufferedReader lines = Files.newBufferedReader(workspace.file(file));
                BufferedWriter out = Files.newBufferedWriter(masked)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(redaction.ofLine(line));
                out.write('\n');
            }
        }
        return masked;
    }

    /**
     * Opens a file. Bytes that are not valid UTF-8 are replaced, because they are reported when the answers are read.
     */
    private BufferedReader reader(String file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(Files.newInputStream(workspace.file(file)), StandardCharsets.UTF_8));
    }

    /** Returns notes for the user about valid files. */
    List<String> notes() {
        return notes;
    }

    private Set<String> asked() throws IOException {
        if (asked == null) {
            asked = new HashSet<>();
            try (BufferedReader lines = Files.newBufferedReader(test)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isBlank()) {
                        asked.add(Question.parse(line).id());
                    }
                }
            }
        }
        return asked;
    }

    private static Finding finding(String file, @Nullable Long line, String message, String remedy) {
        return new Finding("recorded-answers", Severity.ERROR, file, line, null, null, message, remedy);
    }

    /** A map that retains only the ID of each answer. */
    private static final class Ids extends HashMap<String, Answer> {
        @Override
        public Answer put(String id, Answer answer) {
            return super.put(id, null);
        }
    }
}
