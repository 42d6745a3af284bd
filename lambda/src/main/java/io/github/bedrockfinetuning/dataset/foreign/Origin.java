package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.dataset.record.Example;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What data to convert is. How a file wraps its records (lines, a JSON array, a list in an object, a table) is no part of
 * it: every origin is read in every wrapping.
 */
public enum Origin {
    /** Whatever the records look like. */
    AUTO,
    /** OpenAI's chat fine-tuning records: {@code {"messages":[{"role":"system"…}]}}. */
    OPENAI_CHAT,
    /** {@code {"conversations":[{"from","value"}]}}. */
    SHAREGPT,
    /** {@code {"instruction","input","output"}}. */
    ALPACA,
    /** {@code {"prompt","completion"}}. */
    PROMPT_COMPLETION,
    /** A prompt and an answer in fields of whatever names: question and answer, text and label, input and output. */
    FIELDS,
    /** A table with a header line. */
    CSV,
    /** TAT-QA's own JSON: contexts with questions. */
    TATQA,
    /** Bedrock's model invocation logs, packed as they are in S3 or not: what a model was asked and answered. */
    INVOCATION_LOGS,
    /** Any format that Bedrock trains on. */
    BEDROCK;

    /** Makes an example of one record. */
    @FunctionalInterface
    interface LineReader {
        /** @throws IllegalArgumentException with the reason, if it cannot be carried over */
        Example example(JsonNode node, String id);

        /** What is known of the model whose answer the example ends with; empty where no model gave it. */
        default Optional<RecordedAnswer> recorded(JsonNode node) {
            return Optional.empty();
        }
    }

    /** Whether the prompt and the answer are fields of the record itself. */
    boolean inFields() {
        return this == ALPACA || this == PROMPT_COMPLETION || this == FIELDS || this == CSV;
    }

    /** Whether a record lists messages. */
    boolean inMessages() {
        return this == OPENAI_CHAT || this == SHAREGPT;
    }

    /** The name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names there are, for people. */
    public static String ids() {
        return Arrays.stream(values()).map(Origin::id).collect(Collectors.joining(", "));
    }

    /** @throws IllegalArgumentException naming the origins there are */
    public static Origin of(String id) {
        return Arrays.stream(values())
                .filter(origin -> origin.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + id + "\" is no origin to convert from. Allowed: " + ids() + "."));
    }
}
