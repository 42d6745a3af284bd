package io.github.bedrockfinetuning.dataset.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.RecordLayout;
import io.github.bedrockfinetuning.dataset.rules.RecordRule;
import java.util.List;
import java.util.Optional;

/**
 * A record format that Amazon Bedrock supports for training. Recognizes, reads, writes, and checks its records.
 * Instances are stateless.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html">Prepare the
 *     training datasets</a>
 */
public interface RecordFormat extends RecordLayout {
    /** Checks whether an object has this format, to determine the format of a file from its first records. */
    default boolean recognizes(Tape tape) {
        return marks(tape);
    }

    /** Returns the top-level keys of a record. */
    List<String> keys();

    /**
     * Reads a record and removes the keys of the format from its fields.
     *
     * @param fields the fields of the record without its ID; the remaining fields become {@link Example#fields}
     * @throws IllegalArgumentException if the record does not have this format
     */
    Example read(ObjectNode fields, String id);

    /** Writes the conversation of an example to a record, after the existing fields. */
    void write(Example example, ObjectNode record);

    /**
     * Returns the reason that the format cannot represent an example, phrased as the end of a sentence, or empty if
     * it can.
     */
    default Optional<String> obstacle(Example example) {
        return Optional.empty();
    }

    /** Returns whether the format has a separate field for the system prompt. */
    default boolean hasSystemPrompt() {
        return true;
    }

    /**
     * Returns new instances of the rules for the structure of a record, in the order in which they are applied.
     *
     * @param furtherFields whether records can contain custom top-level fields
     */
    List<RecordRule> structureRules(boolean furtherFields);

    /**
     * Returns new instances of the rules for missing keys and for keys that are ignored.
     *
     * @param furtherFields whether records can contain custom top-level fields
     * @param readByBedrock whether a fine-tuning job reads the file
     */
    default List<RecordRule> keyRules(boolean furtherFields, boolean readByBedrock) {
        return List.of();
    }
}
