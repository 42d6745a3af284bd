package io.github.bedrockfinetuning.dataset.preparation;

import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.likeness.Hash;
import io.github.bedrockfinetuning.dataset.likeness.LongSet;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import io.github.bedrockfinetuning.dataset.tokens.TokenCount;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes the files that a preparation produces. */
final class PreparedFiles implements Closeable {
    private final Path directory;
    private final RecordFormatId format;
    private final RecordFormatId written;
    /** The token count of the training file. */
    final TokenCount trained = new TokenCount();

    final Output train;
    final Output validation;
    final Output test;
    final Output general;
    final Output refused;

    /**
     * Creates the output files.
     *
     * @param format the format of the base model
     * @param written the format of the uploaded files, in which removed records are written
     */
    PreparedFiles(Path directory, RecordFormatId format, RecordFormatId written) throws IOException {
        this.directory = directory;
        this.format = format;
        this.written = written;
        train = new Output(FileNames.TRAIN);
        validation = new Output(FileNames.VALIDATION);
        test = new Output(FileNames.TEST);
        general = new Output(FileNames.GENERAL);
        refused = new Output("refused.jsonl");
    }

    void train(Example example, long line) throws IOException {
        train.write(Examples.write(example, format), line);
        trained.add(example);
    }

    void validation(Example example, long line) throws IOException {
        validation.write(Examples.write(example, format), line);
    }

    /** Writes a removed record with the reason for its removal. */
    void refuse(String file, long line, String reason, Example example) throws IOException {
        String record = Excerpts.masked(Examples.write(example, written));
        refused.write(Rejection.entry(file, line, reason, record), line);
    }

    @Override
    public void close() throws IOException {
        for (Output output : new Output[] {train, validation, test, general, refused}) {
            output.writer.close();
        }
    }

    /** One output file, and the input lines of its records. */
    final class Output {
        final Path path;
        private final BufferedWriter writer;
        private final LongSet ids = new LongSet();
        private long[] origins = new long[256];
        private int records;
        private final TokenCount questions = new TokenCount();
        private final TokenCount answers = new TokenCount();

        Output(String name) throws IOException {
            path = directory.resolve(name);
            writer = Files.newBufferedWriter(path);
        }

        void write(String json, long line) throws IOException {
            writer.write(json);
            writer.write('\n');
            if (records == origins.length) {
                origins = Arrays.copyOf(origins, records * 2);
            }
            origins[records++] = line;
        }

        /**
         * Writes a test record in the project's own format. Answers are matched by ID, so a duplicate ID is replaced by
         * the line number.
         */
        void write(Example example, long line) throws IOException {
            Question question = Question.of(example);
            if (!ids.add(Hash.of(question.id(), 0))) {
                String id = question.id() + "#" + line;
                while (!ids.add(Hash.of(id, 0))) {
                    id += "#" + line; // Another record has the same name.
                }
                question =
                        new Question(id, question.system(), question.turns(), question.reference(), question.fields());
            }
            write(question.toJson(), line);
            questions.add(question.system());
            question.turns().forEach(turn -> questions.add(turn.text()));
            answers.add(question.reference());
        }

        /** Returns the line in the uploaded file from which a record originates. Both line numbers start at 1. */
        long origin(long line) {
            return origins[(int) line - 1];
        }

        int records() {
            return records;
        }

        long tokensLow() {
            return questions.low();
        }

        long tokensHigh() {
            return questions.high();
        }

        long answerTokensLow() {
            return answers.low();
        }

        long answerTokensHigh() {
            return answers.high();
        }

        /** Returns the path, or null if nothing was written. */
        @Nullable
        Path pathOrNull() {
            return records == 0 ? null : path;
        }
    }
}
