package io.github.bedrockfinetuning.dataset.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.rules.Alternation;
import io.github.bedrockfinetuning.dataset.rules.ContentItems;
import io.github.bedrockfinetuning.dataset.rules.FirstRole;
import io.github.bedrockfinetuning.dataset.rules.IgnoredKey;
import io.github.bedrockfinetuning.dataset.rules.LastRole;
import io.github.bedrockfinetuning.dataset.rules.MinMessages;
import io.github.bedrockfinetuning.dataset.rules.MissingMessages;
import io.github.bedrockfinetuning.dataset.rules.RecordRule;
import io.github.bedrockfinetuning.dataset.rules.RoleName;
import io.github.bedrockfinetuning.dataset.rules.SchemaVersion;
import io.github.bedrockfinetuning.dataset.rules.SystemItems;
import io.github.bedrockfinetuning.dataset.rules.WrongType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code {"schemaVersion","system":[{"text"}],"messages":[{"role","content":[{"text"}]}]}}, which Amazon
 * Nova and Llama 3.3 use. If a content has several parts, they form one text with one line per part.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html">Prepare the
 *     training datasets</a>
 */
final class ConversationFormat implements RecordFormat {
    private static final String SCHEMA = "schemaVersion";
    private static final String TEXT = "text";
    private static final List<String> KEYS = List.of(ChatFields.MESSAGES, ChatFields.SYSTEM, SCHEMA);

    @Override
    public RecordFormatId id() {
        return RecordFormatId.CONVERSATION;
    }

    @Override
    public boolean marks(Tape tape) {
        return tape.get(0, ChatFields.MESSAGES) != Tape.NONE && hasParts(tape);
    }

    @Override
    public boolean recognizes(Tape tape) {
        return hasParts(tape);
    }

    /**
     * Returns true for a conversation without the fields that identify a format, because it might be an invalid
     * record.
     */
    @Override
    public boolean mayBeBroken(Tape tape) {
        return tape.get(0, ChatFields.MESSAGES) != Tape.NONE
                && !tape.is(ChatFields.firstContent(tape), Tape.Type.STRING);
    }

    /**
     * Checks whether a record specifies its schema version, or whether its content consists of parts without a type.
     * Parts with a type belong to another format.
     */
    static boolean hasParts(Tape tape) {
        int part = tape.firstItem(ChatFields.firstContent(tape));
        return tape.get(0, SCHEMA) != Tape.NONE
                || tape.is(tape.get(0, ChatFields.SYSTEM), Tape.Type.ARRAY)
                || tape.get(part, TEXT) != Tape.NONE && tape.get(part, "type") == Tape.NONE;
    }

    @Override
    public void addTexts(Record record) {
        record.addConversation();
    }

    @Override
    public boolean leavesOutBlankSystem() {
        return false;
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public Example read(ObjectNode fields, String id) {
        fields.remove(SCHEMA);
        JsonNode system = fields.get(ChatFields.SYSTEM);
        if (system != null && system.isArray() && system.isEmpty()) {
            fields.remove(ChatFields.SYSTEM);
        }
        return ChatFields.read(fields, id, ConversationFormat::joined);
    }

    private static String joined(@Nullable JsonNode parts, String path) {
        if (parts == null || !parts.isArray() || parts.isEmpty()) {
            throw new IllegalArgumentException(path + " must be a list of {\"text\"}.");
        }
        StringBuilder joined = new StringBuilder();
        int i = 0;
        for (JsonNode part : parts) {
            joined.append(i == 0 ? "" : "\n").append(ChatFields.text(part.get(TEXT), path + "[" + i + "].text"));
            i++;
        }
        return joined.toString();
    }

    @Override
    public void write(Example example, ObjectNode record) {
        record.put(SCHEMA, id().id());
        if (example.system() != null) {
            record.putArray(ChatFields.SYSTEM).addObject().put(TEXT, example.system());
        }
        ArrayNode messages = record.putArray(ChatFields.MESSAGES);
        for (Turn turn : example.turns()) {
            ObjectNode message = messages.addObject().put("role", turn.role());
            message.putArray("content").addObject().put(TEXT, turn.text());
        }
    }

    @Override
    public List<RecordRule> structureRules(boolean furtherFields) {
        return List.of(
                new MissingMessages(),
                new WrongType(),
                new MinMessages(),
                new RoleName(),
                new FirstRole(),
                new LastRole(),
                new Alternation(),
                new SystemItems(),
                new ContentItems());
    }

    @Override
    public List<RecordRule> keyRules(boolean furtherFields, boolean readByBedrock) {
        List<RecordRule> rules = new ArrayList<>();
        if (!furtherFields) {
            rules.add(new IgnoredKey(KEYS));
        }
        if (readByBedrock) {
            rules.add(new SchemaVersion());
        }
        return rules;
    }
}
