package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.format.RecordFormats;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads examples from a file in a different format. */
final class ForeignFile {
    private final Source source;
    private final Conversion conversion;
    private final RecordFile records;
    private final FieldUse use = new FieldUse();
    private @Nullable Recognition recognized;
    private @Nullable FieldRoles roles;

    /** @throws IOException if the file cannot be read */
    ForeignFile(Source source, Conversion conversion) throws IOException {
        this.source = source;
        this.conversion = conversion;
        records = RecordFile.of(source);
    }

    FieldUse use() {
        return use;
    }

    /** Returns a description of the recognized format, for display. */
    String words() {
        Recognition found = Objects.requireNonNull(recognized);
        if (records.wrapping() == RecordFile.Wrapping.TABLE && found.roles() != null) {
            return "a table with the columns " + FieldRoles.listed(Recognition.fields(found.roles()));
        }
        String what = found.words();
        return records.wrapping() == RecordFile.Wrapping.LINES
                ? what
                : what + " in " + records.wrapping().words();
    }

    /** Returns the recognized roles of the fields, or empty if the format itself determines them. */
    Optional<FieldRoles> roles() {
        return Optional.ofNullable(roles);
    }

    /**
     * @throws IOException if the input as a whole does not have the specified origin
     */
    void read(Convert.Sink sink) throws IOException {
        Origin origin = conversion.origin();
        if (origin == Origin.TATQA) {
            recognized = new Recognition(origin, "TAT-QA's contexts with questions", null);
            TatQaExamples.read(source, sink);
            return;
        }
        List<JsonNode> sample = records.sample();
        Optional<Recognition> found = Recognition.of(sample);
        if (conversion.map().isPresent()) {
            FieldRoles mapped = mapped(sample);
            roles = mapped;
            recognized = new Recognition(Origin.FIELDS, "records with fields", mapped);
            read(new FieldRecords(mapped, use), sink);
        } else if (origin == Origin.AUTO && found.map(Recognition::origin).equals(Optional.of(Origin.TATQA))) {
            recognized = found.get();
            TatQaExamples.read(source, sink);
        } else {
            read(reader(origin, sample, found), sink);
        }
    }

    private FieldRoles mapped(List<JsonNode> sample) throws IOException {
        try {
            return FieldRoles.mapped(conversion.map().orElseThrow(), Recognition.names(sample));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Origin.LineReader reader(Origin origin, List<JsonNode> sample, Optional<Recognition> found)
            throws IOException {
        if (origin == Origin.INVOCATION_LOGS) {
            recognized = found.filter(r -> r.origin() == origin)
                    .orElse(new Recognition(origin, "Bedrock invocation logs", null));
            return new InvocationLog();
        }
        if (origin == Origin.BEDROCK) {
            RecordFormatId format = Examples.formatOf(source)
                    .orElseThrow(() -> new IOException(
                            source.name() + " is not in any of the formats that Bedrock supports for training: "
                                    + Stream.of(RecordFormatId.values())
                                            .map(RecordFormatId::id)
                                            .collect(Collectors.joining(", "))
                                    + "." + instead(found)));
            recognized = new Recognition(origin, "Bedrock records (" + format.id() + ")", null);
            return bedrock(format);
        }
        if (origin.inMessages()) {
            if (!sample.isEmpty() && found.filter(r -> r.origin().inMessages()).isEmpty() && found.isPresent()) {
                throw new IOException(source.name() + " has no lists of messages." + instead(found));
            }
            recognized = found.orElse(new Recognition(origin, "chat records", null));
            return new ChatRecords(use);
        }
        Recognition fields = found.filter(
                        r -> origin == Origin.AUTO || r.origin().inFields() || origin == Origin.CSV)
                .orElseThrow(() -> unknown(sample, found));
        recognized = fields;
        roles = fields.roles();
        return switch (fields.origin()) {
            case INVOCATION_LOGS -> new InvocationLog();
            case OPENAI_CHAT, SHAREGPT -> new ChatRecords(use);
            default -> new FieldRecords(Objects.requireNonNull(fields.roles()), use);
        };
    }

    private Origin.LineReader bedrock(RecordFormatId format) {
        return (node, id) -> {
            Example example = Examples.example(node, format, id);
            RecordFormats.of(format).keys().forEach(use::used);
            use.leftOver(node);
            return example;
        };
    }

    private IOException unknown(List<JsonNode> sample, Optional<Recognition> found) {
        if (sample.isEmpty()) {
            return new IOException(source.name() + " has no readable records.");
        }
        String kind = records.wrapping() == RecordFile.Wrapping.TABLE ? "column" : "field";
        return new IOException(
                source.name() + ": the prompt and the answer cannot be determined from the names of these " + kind
                        + "s: " + FieldRoles.shown(Recognition.names(sample))
                        + ". Specify them with --map prompt=FIELD,completion=FIELD (join several fields with +)."
                        + instead(found));
    }

    private static String instead(Optional<Recognition> found) {
        return found.map(r -> " The file looks like " + r.words() + ". Use --from "
                        + r.origin().id() + ", or omit --from.")
                .orElse("");
    }

    private void read(Origin.LineReader reader, Convert.Sink sink) throws IOException {
        records.read(new RecordFile.Sink() {
            @Override
            public void record(long line, JsonNode record) throws IOException {
                Example example;
                Optional<RecordedAnswer> recorded;
                try {
                    example = reader.example(record, Long.toString(line));
                    recorded = reader.recorded(record);
                } catch (IllegalArgumentException e) {
                    sink.refuse(line, String.valueOf(e.getMessage()));
                    return;
                }
                sink.accept(line, example, recorded);
            }

            @Override
            public void broken(long line, String reason) {
                sink.refuse(line, reason);
            }
        });
    }
}
