package io.github.bedrockfinetuning.dataset.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.rules.Alternation;
import io.github.bedrockfinetuning.dataset.rules.Content;
import io.github.bedrockfinetuning.dataset.rules.ContentBlocks;
import io.github.bedrockfinetuning.dataset.rules.ExtraKey;
import io.github.bedrockfinetuning.dataset.rules.FirstRole;
import io.github.bedrockfinetuning.dataset.rules.LastRole;
import io.github.bedrockfinetuning.dataset.rules.MinMessages;
import io.github.bedrockfinetuning.dataset.rules.MissingMessages;
import io.github.bedrockfinetuning.dataset.rules.RecordRule;
import io.github.bedrockfinetuning.dataset.rules.RoleName;
import io.github.bedrockfinetuning.dataset.rules.SystemType;
import io.github.bedrockfinetuning.dataset.rules.WrongType;
import java.util.List;

/**
 * The format {@code {"system","messages":[{"role","content"}]}} with plain strings, which Anthropic Claude 3 uses.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html">Prepare the
 *     training datasets</a>
 */
final class MessagesFormat implements RecordFormat {
    private static final List<String> KEYS = List.of(ChatFields.MESSAGES, ChatFields.SYSTEM);

    @Override
    public RecordFormatId id() {
        return RecordFormatId.MESSAGES;
    }

    @Override
    public boolean marks(Tape tape) {
        return tape.get(0, ChatFields.MESSAGES) != Tape.NONE && !ConversationFormat.hasParts(tape);
    }

    /**
     * Returns false for OpenAI chats, which begin with a system or developer message. They must be converted before
     * training.
     */
    @Override
    public boolean recognizes(Tape tape) {
        int role = tape.get(tape.firstItem(tape.get(0, ChatFields.MESSAGES)), "role");
        return marks(tape)
                && !(tape.is(role, Tape.Type.STRING) && (tape.keyIs(role, "system") || tape.keyIs(role, "developer")));
    }

    @Override
    public void addTexts(Record record) {
        record.addConversation();
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public Example read(ObjectNode fields, String id) {
        return ChatFields.read(fields, id, ChatFields::text);
    }

    @Override
    public void write(Example example, ObjectNode record) {
        if (example.system() != null) {
            record.put(ChatFields.SYSTEM, example.system());
        }
        ArrayNode messages = record.putArray(ChatFields.MESSAGES);
        for (Turn turn : example.turns()) {
            messages.addObject().put("role", turn.role()).put("content", turn.text());
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
                new ExtraKey(KEYS, furtherFields),
                new SystemType(),
                new Content(),
                new ContentBlocks());
    }
}
