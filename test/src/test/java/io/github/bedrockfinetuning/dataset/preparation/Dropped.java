package io.github.bedrockfinetuning.dataset.preparation;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.preparation.Preparation.Prepared;
import io.github.bedrockfinetuning.dataset.preparation.Preparation.UploadedFiles;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Datasets to upload, and the result of their preparation. */
final class Dropped {
    static final Split SPLIT = new Split(0.1, 0.2, 7, null, true);

    private final Path directory;

    Dropped(Path directory) {
        this.directory = directory;
    }

    Prepared prepare(UploadedFiles drop, Model base) throws IOException {
        return Preparation.prepare(drop, base, SPLIT, SensitivePolicy.STANDARD, directory);
    }

    UploadedFiles single(List<String> lines) throws IOException {
        return new UploadedFiles("routing", file("routing.jsonl", lines), null, null, null, null);
    }

    Source file(String name, List<String> lines) throws IOException {
        Path inputs = Files.createDirectories(directory.resolve("dropped"));
        return Source.of(Files.write(inputs.resolve(name), lines));
    }

    static List<String> routing(int records) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            lines.add(record("Message " + i + " about my card", "label_" + i % 5));
        }
        return lines;
    }

    static String record(String question, String answer) {
        Example example =
                new Example("", "Reply with one label.", List.of(Turn.user(question), Turn.assistant(answer)), null);
        return Examples.write(example, RecordFormatId.MESSAGES);
    }

    static Stream<String> questions(Path staged) throws IOException {
        return questions(staged, RecordFormatId.CONVERSATION);
    }

    static Stream<String> questions(Path staged, RecordFormatId format) throws IOException {
        List<String> questions = new ArrayList<>();
        Examples.read(Source.of(staged), format, example -> questions.add(example.prompt()));
        return questions.stream();
    }
}
