package io.github.bedrockfinetuning.dataset.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.ExampleConsumer;
import io.github.bedrockfinetuning.dataset.source.Blocks;
import io.github.bedrockfinetuning.dataset.source.Lines;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads and writes records in the formats that Bedrock supports. */
public final class Examples {
    private Examples() {}

    /**
     * Reads every record in a file in order and skips blank lines.
     *
     * @throws MalformedRecord at the first line that is not a record of this format
     */
    public static void read(Source source, RecordFormatId format, ExampleConsumer consumer) throws IOException {
        readNumbered(source, format, (example, line) -> consumer.accept(example));
    }

    /** Receives an example with its line number. */
    @FunctionalInterface
    public interface NumberedConsumer {
        void accept(Example example, long line) throws IOException;
    }

    public static void readNumbered(Source source, RecordFormatId format, NumberedConsumer consumer)
            throws IOException {
        try (InputStream in = source.open()) {
            Lines lines = new Lines(in);
            while (lines.next()) {
                if (!lines.blank()) {
                    consumer.accept(example(source.name(), lines, format), lines.number());
                }
            }
        }
    }

    private static Example example(String file, Lines lines, RecordFormatId format) throws IOException {
        if (lines.cut()) {
            throw new MalformedRecord(file, lines.number(), "the line is longer than " + Blocks.MAX_LINE + " bytes.");
        }
        try {
            JsonNode node = StrictJson.MAPPER.readTree(lines.bytes(), lines.from(), lines.to() - lines.from());
            return example(node, format, Long.toString(lines.number()));
        } catch (JsonProcessingException e) {
            throw new MalformedRecord(file, lines.number(), "the line is not valid JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new MalformedRecord(file, lines.number(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Converts the JSON of one record to an example.
     *
     * @param id the ID for a record without an {@code id} field
     * @throws IllegalArgumentException if the record does not have this format
     */
    public static Example example(JsonNode node, RecordFormatId format, String id) {
        if (!(node instanceof ObjectNode)) {
            throw new IllegalArgumentException("a record must be a JSON object.");
        }
        ObjectNode fields = ((ObjectNode) node).deepCopy();
        JsonNode ownId = fields.remove("id");
        return RecordFormats.of(format).read(fields, ownId == null ? id : ownId.asText());
    }

    /**
     * Returns the reason that a format cannot represent an example, phrased as the end of a sentence, or empty if it
     * can.
     */
    public static Optional<String> obstacle(Example example, RecordFormatId format) {
        return RecordFormats.of(format).obstacle(example);
    }

    /** Writes an example as one line of JSON, without a line break, an ID, or additional fields. */
    public static String write(Example example, RecordFormatId format) {
        return write(example, format, StrictJson.MAPPER.createObjectNode());
    }

    /** Writes an example as one line of JSON with additional fields, which are allowed only in a test set. */
    public static String write(Example example, RecordFormatId format, ObjectNode further) {
        ObjectNode record = further.deepCopy();
        RecordFormats.of(format).write(example, record);
        return record.toString();
    }

    /** Returns the format of most of the first records in a file, or empty if no record has a known format. */
    public static Optional<RecordFormatId> formatOf(Source source) throws IOException {
        try (InputStream in = source.open()) {
            return Optional.ofNullable(
                    FileHead.of(in.readNBytes(FileHead.LENGTH)).format());
        }
    }
}
