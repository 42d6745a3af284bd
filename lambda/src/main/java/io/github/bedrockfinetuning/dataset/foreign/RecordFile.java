package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.source.Blocks;
import io.github.bedrockfinetuning.dataset.source.PlainText;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records in a file, regardless of how the file wraps them: as JSON Lines, a JSON array, a list inside one
 * JSON object, JSON values that span several lines, or a table whose rows become objects with the field names of its
 * header.
 */
final class RecordFile {
    /** The ways in which a file can wrap records. */
    enum Wrapping {
        LINES("JSON Lines"),
        ARRAY("one JSON array"),
        LIST("a list in a JSON object"),
        VALUES("JSON values that span several lines"),
        TABLE("a table");

        private final String words;

        Wrapping(String words) {
            this.words = words;
        }

        /** Returns a description for display, as in "looks like ...". */
        String words() {
            return words;
        }
    }

    /** Receives records and the lines on which they begin. */
    interface Sink {
        void record(long line, JsonNode record) throws IOException;

        /**
         * @param reason the reason, worded as the end of a sentence
         */
        void broken(long line, String reason) throws IOException;
    }

    /** Indicates that the sample is complete. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough");
        }
    }

    /** Indicates that JSON is truncated or invalid. */
    static final class NotJson extends IOException {
        private static final long serialVersionUID = 1L;

        NotJson(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final int SAMPLE = 100;
    /** The maximum number of characters to read from the first line. */
    private static final int LONGEST_LOOK = 1 << 20;

    private final Source source;
    private final Wrapping wrapping;
    private final @Nullable String list;

    private RecordFile(Source source, Wrapping wrapping, @Nullable String list) {
        this.source = source;
        this.wrapping = wrapping;
        this.list = list;
    }

    /** @throws IOException if the file cannot be read as text */
    static RecordFile of(Source source) throws IOException {
        String first = firstLine(source);
        if (first.startsWith("[")) {
            return new RecordFile(source, Wrapping.ARRAY, null);
        }
        if (!first.startsWith("{")) {
            return new RecordFile(source, Wrapping.TABLE, null);
        }
        boolean line = first.endsWith("}") || first.endsWith("},");
        String list = JsonValues.listIn(source);
        if (list != null && !(line && recordAlone(first))) {
            return new RecordFile(source, Wrapping.LIST, list);
        }
        return new RecordFile(source, line ? Wrapping.LINES : Wrapping.VALUES, null);
    }

    /** Checks whether a line is a single record, regardless of the lists in it. */
    private static boolean recordAlone(String line) {
        try {
            return Recognition.of(List.of(StrictJson.LENIENT.readTree(line))).isPresent();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String firstLine(Source source) throws IOException {
        try (BufferedReader in = new BufferedReader(PlainText.of(source))) {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0 && line.length() < LONGEST_LOOK; c = in.read()) {
                if (c == '\n' && !line.toString().isBlank()) {
                    break;
                }
                line.append((char) c);
            }
            return line.toString().strip();
        } catch (CharacterCodingException e) {
            throw notText(source, e);
        }
    }

    Wrapping wrapping() {
        return wrapping;
    }

    /** Returns the first records as a sample. Omits broken records and everything after a break in the JSON. */
    List<JsonNode> sample() throws IOException {
        List<JsonNode> sample = new ArrayList<>();
        try {
            read(new Sink() {
                @Override
                public void record(long line, JsonNode record) throws IOException {
                    sample.add(record);
                    if (sample.size() == SAMPLE) {
                        throw new Enough();
                    }
                }

                @Override
                public void broken(long line, String reason) {}
            });
        } catch (Enough | NotJson e) {
            // The sample is complete.
        }
        return sample;
    }

    /**
     * @throws IOException with the file and line, if the rest of the file cannot be read either
     */
    void read(Sink sink) throws IOException {
        try (BufferedReader in = new BufferedReader(PlainText.of(source))) {
            switch (wrapping) {
                case LINES -> lines(in, sink);
                case TABLE -> new CsvRecords(source).read(sink);
                default -> JsonValues.read(source, in, list, sink);
            }
        } catch (CharacterCodingException e) {
            throw notText(source, e);
        }
    }

    private static IOException notText(Source source, CharacterCodingException e) {
        return new IOException(
                source.name() + " is not encoded in UTF-8. Save it as UTF-8. In Excel, choose \"CSV UTF-8 (Comma "
                        + "delimited)\".",
                e);
    }

    private static void lines(BufferedReader in, Sink sink) throws IOException {
        StringBuilder text = new StringBuilder();
        long number = 0;
        boolean more = true;
        while (more) {
            text.setLength(0);
            more = line(in, text);
            number++;
            if (text.length() > Blocks.MAX_LINE) {
                sink.broken(number, "the line is longer than " + Blocks.MAX_LINE + " characters");
            } else if (!text.toString().isBlank()) {
                line(number, text.toString(), sink);
            }
        }
    }

    /** Reads a line up to a line feed. Returns false after the last line. */
    private static boolean line(BufferedReader in, StringBuilder text) throws IOException {
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return true;
            }
            if (text.length() <= Blocks.MAX_LINE) {
                text.append((char) c);
            }
        }
        return false;
    }

    private static void line(long number, String text, Sink sink) throws IOException {
        JsonNode record;
        try {
            record = StrictJson.LENIENT.readTree(text);
        } catch (JsonProcessingException e) {
            sink.broken(number, "the line is not valid JSON");
            return;
        }
        deliver(number, record, sink);
    }

    /**
     * Passes a record to a sink. If a row of a dataset viewer contains the record, passes that record. For a SQuAD
     * article, passes every question with its context.
     *
     * @see <a href="https://rajpurkar.github.io/SQuAD-explorer/">SQuAD</a>
     */
    static void deliver(long line, JsonNode record, Sink sink) throws IOException {
        if (record.has("row_idx") && record.path("row") instanceof ObjectNode row) {
            sink.record(line, row);
        } else if (record.path("paragraphs").path(0).path("qas").isArray()) {
            for (JsonNode paragraph : record.path("paragraphs")) {
                for (JsonNode question : paragraph.path("qas")) {
                    ObjectNode asked = StrictJson.LENIENT.createObjectNode();
                    asked.set("title", record.path("title"));
                    asked.set("context", paragraph.path("context"));
                    question.properties().forEach(field -> asked.set(field.getKey(), field.getValue()));
                    sink.record(line, asked);
                }
            }
        } else {
            sink.record(line, record);
        }
    }
}
