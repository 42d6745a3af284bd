package io.github.bedrockfinetuning.local.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The spacing of JSON. A fine-tuned model uses the spacing of its training completions. */
enum JsonStyle {
    /** {@code {"a":1,"b":2}} */
    COMPACT,

    /** The format {@code {"a": 1, "b": 2}}, on one line. */
    SPACED,

    /** A format with one field per line, indented by two spaces. */
    INDENTED;

    private static final JsonMapper PLAIN = new JsonMapper();
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Separators SPACES = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEntrySpacing(Spacing.AFTER)
            .withArrayValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");

    /** Writes JSON in a specific style. */
    interface Writer {
        String write(JsonNode node);
    }

    /** Returns the style that reproduces most of the completions exactly. */
    static Writer of(List<String> completions) {
        Writer best = SPACED.writer(false);
        var most = -1L;
        for (var style : values()) {
            for (var ascii : List.of(false, true)) {
                var writer = style.writer(ascii);
                var same = completions.stream()
                        .filter(text -> text.equals(rewritten(writer, text)))
                        .count();
                if (same > most) {
                    most = same;
                    best = writer;
                }
            }
        }
        return best;
    }

    /** Returns the completion in the style of a writer, or null if the completion is not JSON. */
    private static @Nullable String rewritten(Writer writer, String completion) {
        try {
            return writer.write(PLAIN.readTree(completion));
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private Writer writer(boolean ascii) {
        var writer = writerOf(ascii ? ASCII : PLAIN);
        return node -> {
            try {
                return writer.writeValueAsString(node);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("The JSON tree in memory cannot be written.", e);
            }
        };
    }

    private ObjectWriter writerOf(JsonMapper mapper) {
        return switch (this) {
            case COMPACT -> mapper.writer(new MinimalPrettyPrinter());
            case SPACED ->
                mapper.writer(new DefaultPrettyPrinter(SPACES)
                        .withObjectIndenter(DefaultPrettyPrinter.NopIndenter.instance)
                        .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance));
            case INDENTED ->
                mapper.writer(new DefaultPrettyPrinter(SPACES)
                        .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                        .withArrayIndenter(new DefaultIndenter("  ", "\n")));
        };
    }
}
