package io.github.bedrockfinetuning.dataset.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Form;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.ExampleConsumer;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.source.Blocks;
import io.github.bedrockfinetuning.dataset.source.Lines;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.text.Blank;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes records in the forms that Bedrock knows. */
public final class Examples {
    private static final String SCHEMA_VERSION = "bedrock-conversation-2024";

    private Examples() {}

    /**
     * Hands over every record of a file, in order; blank lines are passed over.
     *
     * @throws MalformedRecord at the first line that is no record of this form
     */
    public static void read(Source source, Form form, ExampleConsumer consumer) throws IOException {
        readNumbered(source, form, (example, line) -> consumer.accept(example));
    }

    /** Takes an example with the line it stands on. */
    @FunctionalInterface
    public interface NumberedConsumer {
        void accept(Example example, long line) throws IOException;
    }

    public static void readNumbered(Source source, Form form, NumberedConsumer consumer) throws IOException {
        try (InputStream in = source.open()) {
            Lines lines = new Lines(in);
            while (lines.next()) {
                if (!lines.blank()) {
                    consumer.accept(example(source.name(), lines, form), lines.number());
                }
            }
        }
    }

    private static Example example(String file, Lines lines, Form form) throws IOException {
        if (lines.cut()) {
            throw new MalformedRecord(file, lines.number(), "it is longer than " + Blocks.MAX_LINE + " bytes.");
        }
        try {
            JsonNode node = StrictJson.MAPPER.readTree(lines.bytes(), lines.from(), lines.to() - lines.from());
            return example(node, form, Long.toString(lines.number()));
        } catch (JsonProcessingException e) {
            throw new MalformedRecord(file, lines.number(), "it is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new MalformedRecord(file, lines.number(), e.getMessage());
        }
    }

    /**
     * One record from its JSON.
     *
     * @param id for a record without an {@code id} field
     * @throws IllegalArgumentException if it is not of this form
     */
    public static Example example(JsonNode node, Form form, String id) {
        if (!(node instanceof ObjectNode)) {
            throw new IllegalArgumentException("a record must be a JSON object.");
        }
        ObjectNode fields = ((ObjectNode) node).deepCopy();
        JsonNode ownId = fields.remove("id");
        String system = null;
        List<Turn> turns = new ArrayList<>();
        if (form == Form.PROMPT_COMPLETION) {
            turns.add(Turn.user(text(fields.remove("prompt"), "prompt")));
            turns.add(Turn.assistant(text(fields.remove("completion"), "completion")));
        } else {
            boolean blocks = form == Form.CONVERSATION;
            JsonNode systemNode = fields.remove("system");
            system = system(systemNode, blocks);
            JsonNode messages = fields.remove("messages");
            if (blocks) {
                fields.remove("schemaVersion");
            }
            if (messages == null || !messages.isArray() || messages.isEmpty()) {
                throw new IllegalArgumentException("\"messages\" must be a list of messages.");
            }
            for (JsonNode message : messages) {
                String at = "messages[" + turns.size() + "]";
                String role = text(message.get("role"), at + ".role");
                if (!role.equals(Turn.USER) && !role.equals(Turn.ASSISTANT)) {
                    throw new IllegalArgumentException(at + ".role must be \"user\" or \"assistant\".");
                }
                JsonNode content = message.get("content");
                String path = at + ".content";
                turns.add(new Turn(role, blocks ? joined(content, path) : text(content, path)));
            }
        }
        return new Example(ownId == null ? id : ownId.asText(), system, List.copyOf(turns), fields);
    }

    /**
     * The system prompt, or null where there is none: a null, an empty list and a blank text say so too. Converse refuses
     * an empty one.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_SystemContentBlock.html">
     *     SystemContentBlock: a text has at least one character</a>
     */
    private static String system(JsonNode node, boolean blocks) {
        if (node == null || node.isNull() || blocks && node.isArray() && node.isEmpty()) {
            return null;
        }
        String system = blocks ? joined(node, "system") : text(node, "system");
        return Blank.isBlank(system) ? null : system;
    }

    private static String text(JsonNode node, String path) {
        if (node == null || !node.isTextual()) {
            throw new IllegalArgumentException(path + " must be a string.");
        }
        return node.textValue();
    }

    /** Several text blocks say one text. */
    private static String joined(JsonNode blocks, String path) {
        if (blocks == null || !blocks.isArray() || blocks.isEmpty()) {
            throw new IllegalArgumentException(path + " must be a list of {\"text\"}.");
        }
        StringBuilder joined = new StringBuilder();
        int i = 0;
        for (JsonNode block : blocks) {
            joined.append(i == 0 ? "" : "\n").append(text(block.get("text"), path + "[" + i + "].text"));
            i++;
        }
        return joined.toString();
    }

    /** Why a form has no place for an example, as the end of a sentence; nothing if it has. */
    public static Optional<String> obstacle(Example example, Form form) {
        return form == Form.PROMPT_COMPLETION && example.question().size() > 1
                ? Optional.of("prompt and completion cannot carry a conversation of several turns")
                : Optional.empty();
    }

    /**
     * One JSON line in a form, without line end, id and further fields. A system prompt, which prompt/completion has no
     * place for, stands before the prompt, parted by a blank line.
     */
    public static String write(Example example, Form form) {
        return write(example, form, StrictJson.MAPPER.createObjectNode());
    }

    /** The same with further fields, which only a test set may have. */
    public static String write(Example example, Form form, ObjectNode further) {
        ObjectNode node = further.deepCopy();
        if (form == Form.PROMPT_COMPLETION) {
            node.put("prompt", flattened(example));
            node.put("completion", example.reference());
            return node.toString();
        }
        boolean blocks = form == Form.CONVERSATION;
        if (blocks) {
            node.put("schemaVersion", SCHEMA_VERSION);
        }
        if (example.system() != null) {
            if (blocks) {
                node.putArray("system").addObject().put("text", example.system());
            } else {
                node.put("system", example.system());
            }
        }
        ArrayNode messages = node.putArray("messages");
        for (Turn turn : example.turns()) {
            ObjectNode message = messages.addObject().put("role", turn.role());
            if (blocks) {
                message.putArray("content").addObject().put("text", turn.text());
            } else {
                message.put("content", turn.text());
            }
        }
        return node.toString();
    }

    private static String flattened(Example example) {
        List<String> parts = new ArrayList<>();
        if (example.system() != null) {
            parts.add(example.system());
        }
        example.question().forEach(turn -> parts.add(turn.text()));
        return String.join("\n\n", parts);
    }

    /** The form that most of a file's first records have; nothing if none has any. */
    public static Optional<Form> formOf(Source source) throws IOException {
        try (InputStream in = source.open()) {
            return Optional.ofNullable(
                    FileHead.of(in.readNBytes(FileHead.LENGTH)).form());
        }
    }
}
