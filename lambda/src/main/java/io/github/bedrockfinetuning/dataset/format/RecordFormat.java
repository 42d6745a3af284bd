package io.github.bedrockfinetuning.dataset.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.RecordLayout;
import io.github.bedrockfinetuning.dataset.rules.RecordRule;
import java.util.List;
import java.util.Optional;

/**
 * One format of the records that Amazon Bedrock trains on: recognizes, reads, writes and checks them. An instance has no
 * state.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html">Prepare the
 *     training datasets</a>
 */
public interface RecordFormat extends RecordLayout {
    /** Whether an object counts for this format when a file's format is told from its first records. */
    default boolean recognizes(Tape tape) {
        return marks(tape);
    }

    /** The keys of a record at its top level. */
    List<String> keys();

    /**
     * Reads a record, and takes the keys of the format out of its fields.
     *
     * @param fields the record's fields without its id; what is left becomes {@link Example#fields}
     * @throws IllegalArgumentException if the record does not have this format
     */
    Example read(ObjectNode fields, String id);

    /** Writes the conversation of an example into a record, behind the fields that are there. */
    void write(Example example, ObjectNode record);

    /** Why the format cannot carry an example, as the end of a sentence; empty if it can. */
    default Optional<String> obstacle(Example example) {
        return Optional.empty();
    }

    /** Whether a system prompt has a field of its own. */
    default boolean hasSystemPrompt() {
        return true;
    }

    /**
     * New instances of the rules for the structure of a record, in the order in which they are applied.
     *
     * @param furtherFields whether records may carry fields of the user's own at their top level
     */
    List<RecordRule> structureRules(boolean furtherFields);

    /**
     * New instances of the rules for keys that are missing or ignored without harm.
     *
     * @param furtherFields whether records may carry fields of the user's own at their top level
     * @param readByBedrock whether a fine-tuning job reads the file
     */
    default List<RecordRule> keyRules(boolean furtherFields, boolean readByBedrock) {
        return List.of();
    }
}
