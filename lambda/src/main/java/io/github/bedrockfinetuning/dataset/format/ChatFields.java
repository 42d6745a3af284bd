package io.github.bedrockfinetuning.dataset.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.text.Blank;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads the {@code system} and {@code messages} fields of a chat, regardless of how they represent text. */
final class ChatFields {
    static final String SYSTEM = "system";
    static final String MESSAGES = "messages";

    private ChatFields() {}

    /**
     * @param texts reads a text, given its path for error messages
     */
    static Example read(ObjectNode fields, String id, BiFunction<@Nullable JsonNode, String, String> texts) {
        JsonNode systemNode = fields.remove(SYSTEM);
        String system = system(systemNode, texts);
        JsonNode messages = fields.remove(MESSAGES);
        List<Turn> turns = new ArrayList<>();
        if (messages == null || !messages.isArray() || messages.isEmpty()) {
            throw new IllegalArgumentException("\"messages\" must be a list of messages.");
        }
        for (JsonNode message : messages) {
            String at = "messages[" + turns.size() + "]";
            String role = text(message.get("role"), at + ".role");
            if (!role.equals(Turn.USER) && !role.equals(Turn.ASSISTANT)) {
                throw new IllegalArgumentException(at + ".role must be \"user\" or \"assistant\".");
            }
            turns.add(new Turn(role, texts.apply(message.get("content"), at + ".content")));
        }
        return new Example(id, system, List.copyOf(turns), fields);
    }

    /**
     * Returns the system prompt, or null if the record has none. A null or blank text counts as none, because Converse
     * rejects an empty system prompt.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_SystemContentBlock.html">
     *     SystemContentBlock: a text has at least one character</a>
     */
    private static @Nullable String system(
            @Nullable JsonNode node, BiFunction<@Nullable JsonNode, String, String> texts) {
        if (node == null || node.isNull()) {
            return null;
        }
        String system = texts.apply(node, SYSTEM);
        return Blank.isBlank(system) ? null : system;
    }

    static String text(@Nullable JsonNode node, String path) {
        if (node == null || !node.isTextual()) {
            throw new IllegalArgumentException(path + " must be a string.");
        }
        return node.textValue();
    }

    /** Returns the node that contains the content of a record's first message. */
    static int firstContent(Tape tape) {
        return tape.get(tape.firstItem(tape.get(0, MESSAGES)), "content");
    }
}
