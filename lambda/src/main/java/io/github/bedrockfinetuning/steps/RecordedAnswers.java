package io.github.bedrockfinetuning.steps;

import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.Question;
import io.github.bedrockfinetuning.dataset.Severity;
import io.github.bedrockfinetuning.run.DropFiles;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.verdict.Answer;
import io.github.bedrockfinetuning.verdict.AnswersFile;
import io.github.bedrockfinetuning.verdict.JsonLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks whether files of recorded answers can be compared with, before anything is paid. */
final class RecordedAnswers {
    private final Workspace workspace;
    private final Path test;
    private final List<String> notes = new ArrayList<>();
    private Set<String> asked;

    /** @param test the prepared test set */
    RecordedAnswers(Workspace workspace, Path test) {
        this.workspace = workspace;
        this.test = test;
    }

    /** What is wrong with a file; nothing if it holds no recorded answers. */
    List<Finding> check(String file) throws IOException {
        if (DropFiles.system(file).isEmpty()) {
            return List.of();
        }
        Ids answered = new Ids();
        try {
            AnswersFile.read(workspace.file(file), false, answered);
        } catch (JsonLines.Malformed e) {
            return List.of(finding(
                    file,
                    e.line(),
                    "It is no recorded answer: " + Failures.quote(e.complaint()),
                    "Write one object a line, {\"id\", \"answer\"}, or leave the file out."));
        }
        long matching = answered.ids.stream().filter(asked()::contains).count();
        if (matching == 0) {
            return List.of(finding(
                    file,
                    null,
                    answered.ids.isEmpty()
                            ? "It holds no answer."
                            : "None of its " + answered.ids.size() + " ids is a record of the test set.",
                    "Answers are joined by the record's id, which without one is its line number. Give the records of"
                            + " test.jsonl the ids of these answers, or leave the file out."));
        }
        if (matching < answered.ids.size()) {
            notes.add(file + ": " + (answered.ids.size() - matching)
                    + " answers to ids that the test set does not have are left out.");
        }
        if (matching < asked().size()) {
            notes.add(file + " has no answer to " + (asked().size() - matching)
                    + " records of the test set; each counts as failed.");
        }
        return List.of();
    }

    /** What users should know of files that are good. */
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

    private static Finding finding(String file, Long line, String message, String remedy) {
        return new Finding("recorded-answers", Severity.ERROR, file, line, null, null, message, remedy);
    }

    /** Remembers of each answer its id alone. */
    private static final class Ids extends AbstractMap<String, Answer> {
        private final Set<String> ids = new HashSet<>();

        @Override
        public Answer put(String id, Answer answer) {
            ids.add(id);
            return null;
        }

        @Override
        public boolean containsKey(Object id) {
            return ids.contains(id);
        }

        @Override
        public Set<Entry<String, Answer>> entrySet() {
            throw new UnsupportedOperationException();
        }
    }
}
