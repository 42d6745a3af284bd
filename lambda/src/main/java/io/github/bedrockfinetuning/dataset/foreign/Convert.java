package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.files.WholeFile;
import io.github.bedrockfinetuning.text.Blank;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Converts data from other formats to a model's training format. A record that cannot be converted completely is
 * rejected with its line and the reason; the other records are written.
 */
public final class Convert {
    private Convert() {}

    /**
     * @param line the line number in the input, from 1
     */
    public record Refused(long line, String reason) {}

    /**
     * The result of a conversion.
     *
     * @param read the number of records read; each was either written or rejected
     * @param recognized a description of the recognized format, for display
     * @param used the fields that were converted, as a description or by name
     * @param unused the number of records with content in each omitted field, by name
     * @param answers the number of recorded answers of earlier models in each file in the output folder, by file name
     */
    public record Result(
            long read,
            long written,
            List<Refused> refused,
            String recognized,
            String used,
            Map<String, Long> unused,
            @JsonIgnore SortedMap<String, Long> answers) {}

    /** Receives records. */
    interface Sink {
        /**
         * @param recorded the model whose answer ends the example, if a model gave it
         */
        void accept(long line, Example example, Optional<RecordedAnswer> recorded) throws IOException;

        default void accept(long line, Example example) throws IOException {
            accept(line, example, Optional.empty());
        }

        void refuse(long line, String reason);
    }

    /** Converts a file based only on the names of its fields. */
    public static Result convert(Source source, Origin origin, Model model, Path out) throws IOException {
        return convert(source, Conversion.from(origin), model, out);
    }

    /**
     * Converts a file. The output file is created only after it is complete. Recorded answers of earlier models are
     * written to the same folder for comparison with the tuned model, in one file {@code answers-NAME.jsonl} per model.
     * Their IDs are the line numbers of the output, as for records without an ID.
     *
     * @throws IOException if a file cannot be read or written, or the input as a whole does not have the specified
     *     origin
     */
    public static Result convert(Source source, Conversion conversion, Model model, Path out) throws IOException {
        Path whole = out.toAbsolutePath();
        ForeignFile file = new ForeignFile(source, conversion);
        try (WholeFile converted = new WholeFile(whole)) {
            Result result;
            try (BufferedWriter writer = converted.writer();
                    AnswerFiles answers = new AnswerFiles(Objects.requireNonNull(whole.getParent()))) {
                Writing writing = new Writing(model.format(), conversion, writer, answers);
                file.read(writing);
                Map<String, Long> unused = file.use().unusedFields();
                conversion.keep().forEach(unused::remove);
                result = new Result(
                        writing.read,
                        writing.written,
                        List.copyOf(writing.refused),
                        file.words(),
                        file.roles()
                                .map(FieldRoles::words)
                                .orElse(String.join(", ", file.use().usedFields())),
                        unused,
                        answers.finish());
            }
            converted.finish();
            return result;
        }
    }

    private static final class Writing implements Sink {
        private final RecordFormatId format;
        private final Conversion conversion;
        private final BufferedWriter writer;
        private final AnswerFiles answers;
        private final List<Refused> refused = new ArrayList<>();
        private long read;
        private long written;

        Writing(RecordFormatId format, Conversion conversion, BufferedWriter writer, AnswerFiles answers) {
            this.format = format;
            this.conversion = conversion;
            this.writer = writer;
            this.answers = answers;
        }

        @Override
        public void accept(long line, Example read, Optional<RecordedAnswer> recorded) throws IOException {
            Example example = instructed(read);
            Optional<String> reason = flaw(example).or(() -> Examples.obstacle(example, format));
            if (reason.isPresent()) {
                refuse(line, reason.get());
                return;
            }
            this.read++;
            written++;
            writer.write(Examples.write(example, format, kept(example)));
            writer.write('\n');
            if (recorded.isPresent()) {
                answers.write(written, example.reference(), recorded.get());
            }
        }

        private Example instructed(Example example) {
            boolean without = example.system() == null || Blank.isBlank(example.system());
            String system = without ? conversion.instruction().orElse(null) : example.system();
            return new Example(example.id(), system, example.turns(), example.fields());
        }

        /** Returns the fields that a record keeps in addition to the fields of the format. */
        private ObjectNode kept(Example example) {
            ObjectNode kept = StrictJson.MAPPER.createObjectNode();
            for (String name : conversion.keep()) {
                if (name.equals("id")) {
                    kept.put(name, example.id());
                } else if (example.fields().has(name)) {
                    kept.set(name, example.fields().get(name));
                }
            }
            return kept;
        }

        @Override
        public void refuse(long line, String reason) {
            read++;
            refused.add(new Refused(line, reason));
        }
    }

    /**
     * Returns the reason that a conversation cannot be used for training, phrased as the end of a sentence, or empty
     * if the conversation can be used.
     */
    private static Optional<String> flaw(Example example) {
        List<Turn> turns = example.turns();
        if (turns.size() < 2) {
            return Optional.of("a record must have a user message and an assistant message");
        }
        for (int i = 0; i < turns.size(); i++) {
            String expected = i % 2 == 0 ? Turn.USER : Turn.ASSISTANT;
            if (!turns.get(i).role().equals(expected)) {
                return Optional.of(
                        "user and assistant messages must alternate, starting with a user message, but message "
                                + (i + 1) + " does not have the role " + expected);
            }
            if (Blank.isBlank(turns.get(i).text())) {
                return Optional.of("message " + (i + 1) + " is empty or contains only white space");
            }
        }
        return turns.size() % 2 == 0 ? Optional.empty() : Optional.of("the last message must have the role assistant");
    }
}
