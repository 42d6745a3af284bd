package io.github.bedrockfinetuning.dataset.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.rules.IgnoredKey;
import io.github.bedrockfinetuning.dataset.rules.PromptAndCompletion;
import io.github.bedrockfinetuning.dataset.rules.RecordRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The format {@code {"prompt","completion"}}, which Llama 3.1 uses. A system prompt is added before the prompt,
 * separated by a blank line.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html">Prepare the
 *     training datasets</a>
 */
final class PromptCompletionFormat implements RecordFormat {
    private static final String PROMPT = "prompt";
    private static final String COMPLETION = "completion";
    private static final List<String> KEYS = List.of(PROMPT, COMPLETION);

    @Override
    public RecordFormatId id() {
        return RecordFormatId.PROMPT_COMPLETION;
    }

    @Override
    public boolean marks(Tape tape) {
        return tape.get(0, ChatFields.MESSAGES) == Tape.NONE
                && tape.get(0, PROMPT) != Tape.NONE
                && tape.get(0, COMPLETION) != Tape.NONE;
    }

    @Override
    public boolean recognizes(Tape tape) {
        return marks(tape) && !ConversationFormat.hasParts(tape);
    }

    @Override
    public void addTexts(Record record) {
        record.addField(PROMPT, Record.Speaker.USER);
        record.addField(COMPLETION, Record.Speaker.ASSISTANT);
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public Example read(ObjectNode fields, String id) {
        Turn prompt = Turn.user(ChatFields.text(fields.remove(PROMPT), PROMPT));
        Turn completion = Turn.assistant(ChatFields.text(fields.remove(COMPLETION), COMPLETION));
        return new Example(id, null, List.of(prompt, completion), fields);
    }

    @Override
    public void write(Example example, ObjectNode record) {
        List<String> parts = new ArrayList<>();
        if (example.system() != null) {
            parts.add(example.system());
        }
        example.question().forEach(turn -> parts.add(turn.text()));
        record.put(PROMPT, String.join("\n\n", parts));
        record.put(COMPLETION, example.reference());
    }

    @Override
    public Optional<String> obstacle(Example example) {
        return example.question().size() > 1
                ? Optional.of("prompt and completion cannot represent a conversation with several turns")
                : Optional.empty();
    }

    @Override
    public boolean hasSystemPrompt() {
        return false;
    }

    @Override
    public List<RecordRule> structureRules(boolean furtherFields) {
        return List.of(new PromptAndCompletion());
    }

    @Override
    public List<RecordRule> keyRules(boolean furtherFields, boolean readByBedrock) {
        return furtherFields ? List.of() : List.of(new IgnoredKey(KEYS));
    }
}
