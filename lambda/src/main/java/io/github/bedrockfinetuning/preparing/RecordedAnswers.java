package io.github.bedrockfinetuning.preparing;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.AnswersFile;
import io.github.bedrockfinetuning.answers.JsonLines;
import io.github.bedrockfinetuning.dataset.AnswersSearch;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.preparation.Redaction;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.files.Workspace;
import io.github.bedrockfinetuning.run.DropFiles;
import io.github.bedrockfinetuning.run.Failures;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks whether recorded answers can be compared, before anything is billed. */
public final class RecordedAnswers {
    /** The maximum number of systems with recorded answers. More would make the report hard to read. */
    static final int MOST = 6;

    private final @Nullable Path test;
    private final List<String> notes = new ArrayList<>();
    private @Nullable Set<String> asked;

    /**
     * Creates the check.
     *
     * @param test the prepared test set; null if there is none, in which case the IDs are not compared
     */
    public RecordedAnswers(@Nullable Path test) {
        this.test = test;
    }

    /** Returns an error if a dataset contains answers from too many systems. */
    public static Optional<Finding> tooMany(long systems) {
        return systems <= MOST
                ? Optional.empty()
                : Optional.of(finding(
                        DropFiles.ANSWERS,
                        null,
                        "The upload contains answers from more than " + MOST + " systems.",
                        "Keep only the answers from the most important systems."));
    }

    /**
     * Returns the errors in the format and the IDs of a recorded-answers file.
     *
     * @param file the name of the file in the findings
     * @throws IOException if the bytes cannot be read
     */
    public List<Finding> check(String file, Path path) throws IOException {
        Ids answered = new Ids();
        try {
            AnswersFile.read(path, false, answered);
        } catch (JsonLines.Malformed e) {
            return List.of(finding(
                    file,
                    e.line(),
                    "The line is not a recorded answer: " + Failures.quote(e.complaint()),
                    "Write one JSON object with the fields \"id\" and \"answer\" per line, or remove the file."));
        }
        if (test == null && !answered.isEmpty()) {
            return List.of();
        }
        Set<String> questions = test == null ? Set.of() : asked(test);
        long matching = answered.keySet().stream().filter(questions::contains).count();
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
        if (matching < questions.size()) {
            notes.add(file + " has no answer to " + (questions.size() - matching)
                    + " records in the test set, which count as failed.");
        }
        return List.of();
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

    /** Returns notes for the user about valid files. */
    List<String> notes() {
        return notes;
    }

    private Set<String> asked(Path file) throws IOException {
        if (asked == null) {
            asked = new HashSet<>();
            try (BufferedReader lines = Files.newBufferedReader(file)) {
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
        return new Finding(AnswersSearch.KIND, Severity.ERROR, file, line, null, null, message, remedy);
    }

    /** A map that retains only the ID of each answer. */
    private static final class Ids extends HashMap<String, Answer> {
        @Override
        public Answer put(String id, Answer answer) {
            return super.put(id, null);
        }
    }
}
