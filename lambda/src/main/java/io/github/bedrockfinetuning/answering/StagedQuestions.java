package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.answers.Spool;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.text.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a run's questions line by line. Long texts remain on disk. */
public final class StagedQuestions {
    private static final String FILE = FileNames.TEST;

    /** Processes each question. */
    @FunctionalInterface
    public interface Consumer {
        void accept(Question question);
    }

    private StagedQuestions() {}

    /**
     * Reads all questions.
     *
     * @param copy the path to which to copy the run's staged test set
     */
    public static void each(Run run, Path copy, Consumer consumer) throws IOException {
        run.store().download(run.store().datasets(), run.staged(FILE), null, copy);
        try (BufferedReader lines = Files.newBufferedReader(copy)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    consumer.accept(Question.parse(line));
                }
            }
        }
    }

    /** Returns the records in the order in which they were staged: the test set, then the general set. */
    public static List<TestRecord> references(Run run, Path copy, Spool prompts) throws IOException {
        List<TestRecord> references = new ArrayList<>();
        each(run, copy, question -> {
            String last = question.turns().isEmpty()
                    ? ""
                    : question.turns().get(question.turns().size() - 1).text();
            int number = prompts.add(last.getBytes(StandardCharsets.UTF_8));
            references.add(TestRecord.reading(
                    question.id(),
                    List.of(question.reference()),
                    fields(question),
                    () -> new String(prompts.get(number), StandardCharsets.UTF_8)));
        });
        return references;
    }

    public static Map<String, String> fields(Question question) {
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

    /** Returns a fingerprint that is the same only for questions that send the same input to the model. */
    public static String print(Question question) {
        byte[] asked = Json.bytes(List.of(
                question.system() == null ? "" : question.system(),
                question.turns().stream().map(Turn::role).toList(),
                question.turns().stream().map(Turn::text).toList()));
        return Sha256.hex(asked);
    }
}
