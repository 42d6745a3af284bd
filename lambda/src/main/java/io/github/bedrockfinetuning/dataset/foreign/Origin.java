package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.dataset.record.Example;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The format of data to convert. It is independent of the wrapping of the records in a file: lines, a JSON array, a
 * list in an object, or a table.
 */
public enum Origin {
    /** The format that is recognized from the records. */
    AUTO,
    /** OpenAI's chat fine-tuning records: {@code {"messages":[{"role":"system"…}]}}. */
    OPENAI_CHAT,
    /** {@code {"conversations":[{"from","value"}]}}. */
    SHAREGPT,
    /** {@code {"instruction","input","output"}}. */
    ALPACA,
    /** {@code {"prompt","completion"}}. */
    PROMPT_COMPLETION,
    /**
     * A prompt and an answer in fields with any names, such as question and answer, text and label, or input and
     * output.
     */
    FIELDS,
    /** A table with a header line. */
    CSV,
    /** TAT-QA's own JSON format: contexts with questions. */
    TATQA,
    /**
     * Bedrock model invocation logs, which contain the questions to a model and the model's answers. The logs can be
     * uncompressed or compressed, as they are in Amazon S3.
     */
    INVOCATION_LOGS,
    /** Any format that Bedrock supports for training. */
    BEDROCK;

    /** Converts one record to an example. */
    @FunctionalInterface
    interface LineReader {
        /**
         * @throws IllegalArgumentException with the reason, if the record cannot be converted
         */
        Example example(JsonNode node, String id);

        /**
         * Returns the properties of the model that generated the answer at the end of the example, or empty if no
         * model generated it.
         */
        default Optional<RecordedAnswer> recorded(JsonNode node) {
            return Optional.empty();
        }
    }

    /** Returns whether the prompt and the answer are fields of the record itself. */
    boolean inFields() {
        return this == ALPACA || this == PROMPT_COMPLETION || this == FIELDS || this == CSV;
    }

    /** Returns whether a record contains a list of messages. */
    boolean inMessages() {
        return this == OPENAI_CHAT || this == SHAREGPT;
    }

    /** Returns the name that is used on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the available names as a list for display. */
    public static String ids() {
        return Arrays.stream(values()).map(Origin::id).collect(Collectors.joining(", "));
    }

    /**
     * @throws IllegalArgumentException with a list of the available origins
     */
    public static Origin of(String id) {
        return Arrays.stream(values())
                .filter(origin -> origin.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + id + "\" is not a supported origin. Specify one of the following: " + ids() + "."));
    }
}
