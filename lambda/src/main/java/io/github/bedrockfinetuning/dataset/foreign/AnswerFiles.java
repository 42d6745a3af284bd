package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.files.WholeFile;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files of recorded model answers, one per model. They are created only after all of them are complete. */
final class AnswerFiles implements Closeable {
    /** The maximum length of the system name in the name of an uploaded answers file. */
    private static final int LONGEST_NAME = 40;
    /** The names that a run uses for its own systems. */
    private final Path directory;

    private final Map<String, AnswerFile> byModel = new LinkedHashMap<>();
    private final SortedMap<String, Long> written = new TreeMap<>();

    private static final class AnswerFile {
        final String name;
        final WholeFile file;
        final BufferedWriter writer;
        long answers;

        AnswerFile(String name, Path directory) throws IOException {
            this.name = name;
            file = new WholeFile(directory.resolve(name));
            writer = file.writer();
        }
    }

    AnswerFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * @param record the line number in the dataset of the record with the answer, from 1
     */
    void write(long record, String answer, RecordedAnswer recorded) throws IOException {
        AnswerFile file = byModel.get(recorded.model());
        if (file == null) {
            String name = "answers-" + freeName(recorded.model()) + ".jsonl";
            file = new AnswerFile(name, directory);
            byModel.put(recorded.model(), file);
        }
        ObjectNode line = StrictJson.MAPPER.createObjectNode();
        line.put("id", Long.toString(record)).put("answer", answer);
        recorded.latencyMs().ifPresent(ms -> line.put("latencyMs", ms));
        recorded.inputTokens().ifPresent(tokens -> line.put("inputTokens", tokens));
        recorded.outputTokens().ifPresent(tokens -> line.put("outputTokens", tokens));
        file.writer.write(line.toString());
        file.writer.write('\n');
        file.answers++;
    }

    private String freeName(String model) {
        String last = model.substring(model.lastIndexOf('/') + 1).replaceFirst("(:[0-9]+k?)+$", "");
        String plain = last.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        String name = plain.isEmpty() || SystemRole.of(plain).isPresent() ? "model" + plain : plain;
        for (int number = 1; ; number++) {
            String ending = number == 1 ? "" : "-" + number;
            String free = name.substring(0, Math.min(name.length(), LONGEST_NAME - ending.length())) + ending;
            if (byModel.values().stream().noneMatch(file -> file.name.equals("answers-" + free + ".jsonl"))) {
                return free;
            }
        }
    }

    /** Moves the completed files to their final location. Returns the number of answers in each file, by file name. */
    SortedMap<String, Long> finish() throws IOException {
        for (AnswerFile file : byModel.values()) {
            file.writer.close();
            file.file.finish();
            written.put(file.name, file.answers);
        }
        return written;
    }

    @Override
    public void close() throws IOException {
        for (AnswerFile file : byModel.values()) {
            file.writer.close();
            file.file.close();
        }
    }
}
