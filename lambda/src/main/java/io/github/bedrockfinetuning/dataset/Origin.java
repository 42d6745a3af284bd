package io.github.bedrockfinetuning.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Form;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where data to convert comes from. */
public enum Origin {
    /** OpenAI's chat fine-tuning lines: {@code {"messages":[{"role":"system"…}]}}. */
    OPENAI_CHAT {
        @Override
        void read(Source source, Convert.Sink sink) throws IOException {
            lines(source, sink, OpenAiChat::example);
        }
    },
    /** {@code {"prompt","completion"}}. */
    PROMPT_COMPLETION {
        @Override
        void read(Source source, Convert.Sink sink) throws IOException {
            lines(source, sink, (node, id) -> Examples.example(node, Form.PROMPT_COMPLETION, id));
        }
    },
    /** A table with a header line. */
    CSV {
        @Override
        void read(Source source, Convert.Sink sink) throws IOException {
            new CsvExamples(source).read(sink);
        }
    },
    /** TAT-QA's own JSON: contexts with questions. */
    TATQA {
        @Override
        void read(Source source, Convert.Sink sink) throws IOException {
            TatQaExamples.read(source, sink);
        }
    },
    /** Bedrock's model invocation logs, packed as they are in S3 or not: what a model was asked and answered. */
    INVOCATION_LOGS {
        @Override
        void read(Source source, Convert.Sink sink) throws IOException {
            lines(new Unpacked(source), sink, new InvocationLog());
        }
    },
    /** Any form that Bedrock trains on. */
    BEDROCK {
        @Override
        void read(Source source, Convert.Sink sink) throws IOException {
            Form form = Examples.formOf(source)
                    .orElseThrow(() ->
                            new IOException(source.name() + " has none of the forms that Bedrock trains on: messages, "
                                    + "bedrock-conversation-2024, prompt-completion."));
            lines(source, sink, (node, id) -> Examples.example(node, form, id));
        }
    };

    /** Makes an example of one line. */
    @FunctionalInterface
    interface LineReader {
        /** @throws IllegalArgumentException with the reason, if it cannot be carried over */
        Example example(JsonNode node, String id);

        /** What is known of the model whose answer the example ends with; empty where no model gave it. */
        default Optional<RecordedAnswer> recorded(JsonNode node) {
            return Optional.empty();
        }
    }

    abstract void read(Source source, Convert.Sink sink) throws IOException;

    /** The name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException naming the origins there are */
    public static Origin of(String id) {
        return Arrays.stream(values())
                .filter(origin -> origin.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + id + "\" is no origin to convert from. Allowed: "
                        + Arrays.stream(values()).map(Origin::id).collect(Collectors.joining(", ")) + "."));
    }

    private static void lines(Source source, Convert.Sink sink, LineReader reader) throws IOException {
        try (InputStream in = source.open()) {
            Lines lines = new Lines(in);
            while (lines.next()) {
                if (lines.blank()) {
                    continue;
                }
                if (lines.cut()) {
                    sink.refuse(lines.number(), "the line is longer than " + Blocks.MAX_LINE + " bytes");
                    continue;
                }
                Example example;
                Optional<RecordedAnswer> recorded;
                try {
                    JsonNode node = Json.MAPPER.readTree(lines.bytes(), lines.from(), lines.to() - lines.from());
                    example = reader.example(node, Long.toString(lines.number()));
                    recorded = reader.recorded(node);
                } catch (JsonProcessingException e) {
                    sink.refuse(lines.number(), "the line is not valid JSON");
                    continue;
                } catch (IllegalArgumentException e) {
                    sink.refuse(lines.number(), e.getMessage());
                    continue;
                }
                sink.accept(lines.number(), example, recorded);
            }
        }
    }
}
