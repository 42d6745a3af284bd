package io.github.bedrockfinetuning.dataset.record;

import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of JSON in the representation that the rules use: its values on a tape, and its text elements, which are
 * collected even if the record has errors. The instance is reused for every line.
 */
public final class Record {
    /** The speaker of a text element. */
    public enum Speaker {
        SYSTEM,
        USER,
        ASSISTANT,
        NOBODY
    }

    private static final int NONE = Tape.NONE;
    private static final String SYSTEM = "system";
    private static final String MESSAGES = "messages";

    private final RecordLayout format;
    private final List<? extends RecordLayout> known;
    private final int charactersPerToken;
    private Tape tape = new Tape();
    private @Nullable RecordFormatId foreign;
    private int messages;
    private int texts;
    private int[] nodes = new int[16];
    private Speaker[] speakers = new Speaker[16];
    /** The field that contains each text element, or null for the text of a message. */
    private @Nullable String[] fields = new String[16];

    private int[] message = new int[16];
    private int[] block = new int[16];

    /**
     * @param format the format that the record should have
     * @param known all formats, to determine which other format a record has
     * @param charactersPerToken the number of characters that count as one token toward the model's token limit
     */
    public Record(RecordLayout format, List<? extends RecordLayout> known, int charactersPerToken) {
        this.format = format;
        this.known = known;
        this.charactersPerToken = charactersPerToken;
    }

    public void read(Tape line) {
        tape = line;
        texts = 0;
        messages = tape.get(0, MESSAGES);
        foreign = null;
        if (!isObject()) {
            return;
        }
        foreign = otherFormat();
        if (foreign == null) {
            format.addTexts(this);
        } else {
            addConversation();
        }
    }

    /** Adds the system prompt and the messages of a conversation, each of which is a string or a list of parts. */
    public void addConversation() {
        gather(tape.get(0, SYSTEM), Speaker.SYSTEM, SYSTEM, NONE);
        if (tape.is(messages, Type.ARRAY)) {
            int index = 0;
            for (int m = tape.first(messages); m != NONE; m = tape.next(messages, m)) {
                gather(tape.get(m, "content"), speaker(tape.get(m, "role")), null, index++);
            }
        }
    }

    /** Adds the text of a field if the field contains text. */
    public void addField(String field, Speaker speaker) {
        add(tape.get(0, field), speaker, field, NONE, NONE);
    }

    private void gather(int content, Speaker speaker, @Nullable String field, int index) {
        if (!tape.is(content, Type.ARRAY)) {
            add(content, speaker, field, index, NONE);
            return;
        }
        int position = 0;
        for (int item = tape.first(content); item != NONE; item = tape.next(content, item)) {
            add(tape.get(item, "text"), speaker, field, index, position++);
        }
    }

    private void add(int node, Speaker speaker, @Nullable String field, int index, int position) {
        if (!tape.is(node, Type.STRING)) {
            return;
        }
        if (texts == nodes.length) {
            nodes = Arrays.copyOf(nodes, texts * 2);
            speakers = Arrays.copyOf(speakers, texts * 2);
            fields = Arrays.copyOf(fields, texts * 2);
            message = Arrays.copyOf(message, texts * 2);
            block = Arrays.copyOf(block, texts * 2);
        }
        nodes[texts] = node;
        speakers[texts] = speaker;
        fields[texts] = field;
        message[texts] = index;
        block[texts++] = position;
    }

    private @Nullable RecordFormatId otherFormat() {
        for (int i = 0; i < known.size(); i++) {
            RecordLayout other = known.get(i);
            if (other.marks(tape)) {
                return other.id() == format.id() || format.mayBeBroken(tape) ? null : other.id();
            }
        }
        return null;
    }

    private Speaker speaker(int role) {
        if (tape.is(role, Type.STRING)) {
            if (tape.keyIs(role, "user")) {
                return Speaker.USER;
            }
            if (tape.keyIs(role, "assistant")) {
                return Speaker.ASSISTANT;
            }
        }
        return Speaker.NOBODY;
    }

    public Tape tape() {
        return tape;
    }

    /** Returns the format that the record should have. */
    public RecordFormatId format() {
        return format.id();
    }

    /** Returns whether the workflow removes a blank system prompt, so a blank system prompt is not an error. */
    public boolean leavesOutBlankSystem() {
        return format.leavesOutBlankSystem();
    }

    public boolean isObject() {
        return tape.is(0, Type.OBJECT);
    }

    /** Returns the format of the record if it differs from the expected format, or null otherwise. */
    public @Nullable RecordFormatId foreign() {
        return foreign;
    }

    /** Returns whether the rules about the content of records in the expected format apply. */
    public boolean inFormat() {
        return isObject() && foreign == null;
    }

    /** Returns the node that contains the messages, or {@link Tape#NONE} if there is none. */
    public int messages() {
        return messages;
    }

    public boolean hasMessageList() {
        return inFormat() && tape.is(messages, Type.ARRAY);
    }

    /** Returns the speaker of a message, based on its role. */
    public Speaker speakerOf(int messageNode) {
        return speaker(tape.get(messageNode, "role"));
    }

    public int texts() {
        return texts;
    }

    public int textNode(int text) {
        return nodes[text];
    }

    /** Checks whether a text element belongs to the same message as the previous text element. */
    public boolean goesOn(int text) {
        return text > 0 && speakers[text] == speakers[text - 1] && message[text] == message[text - 1];
    }

    public Speaker textSpeaker(int text) {
        return speakers[text];
    }

    /** Returns the path of a text element, such as {@code messages[1].content[0].text}. */
    public String path(int text) {
        String inside = block[text] == NONE ? "" : "[" + block[text] + "].text";
        return (fields[text] == null ? "messages[" + message[text] + "].content" : fields[text]) + inside;
    }

    /**
     * Returns the number of tokens as AWS validators count them: the number of characters in each text element is
     * divided by the model's divisor and rounded down, and the results are added together.
     */
    public long tokens() {
        long sum = 0;
        for (int i = 0; i < texts; i++) {
            sum += tape.codePoints(nodes[i]) / charactersPerToken;
        }
        return sum;
    }

    public int charactersPerToken() {
        return charactersPerToken;
    }

    public long codePoints() {
        long sum = 0;
        for (int i = 0; i < texts; i++) {
            sum += tape.codePoints(nodes[i]);
        }
        return sum;
    }

    public long utf8Length() {
        long sum = 0;
        for (int i = 0; i < texts; i++) {
            sum += tape.utf8Length(nodes[i]);
        }
        return sum;
    }
}
