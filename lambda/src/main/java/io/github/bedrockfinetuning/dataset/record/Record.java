package io.github.bedrockfinetuning.dataset.record;

import io.github.bedrockfinetuning.catalogue.Form;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import java.util.Arrays;

/**
 * One line that is JSON, as rules see it: its values on a tape, and its texts gathered whatever else may be wrong with
 * it. Filled again for every line.
 */
public final class Record {
    /** Who says a text. */
    public enum Speaker {
        SYSTEM,
        USER,
        ASSISTANT,
        NOBODY
    }

    private static final int NONE = Tape.NONE;

    private final Form form;
    private final int charactersPerToken;
    private Tape tape;
    private Form foreign;
    private int messages;
    private int texts;
    private int[] nodes = new int[16];
    private Speaker[] speakers = new Speaker[16];
    private int[] message = new int[16];
    private int[] block = new int[16];

    /** @param charactersPerToken what the model's token limit is counted by */
    public Record(Form form, int charactersPerToken) {
        this.form = form;
        this.charactersPerToken = charactersPerToken;
    }

    public void read(Tape line) {
        tape = line;
        texts = 0;
        messages = tape.get(0, "messages");
        foreign = isObject() ? foreignForm() : null;
        if (!isObject()) {
            return;
        }
        if (form == Form.PROMPT_COMPLETION && foreign == null) {
            add(tape.get(0, "prompt"), Speaker.USER, NONE, NONE);
            add(tape.get(0, "completion"), Speaker.ASSISTANT, NONE, NONE);
            return;
        }
        gather(tape.get(0, "system"), Speaker.SYSTEM, NONE);
        if (tape.is(messages, Type.ARRAY)) {
            int index = 0;
            for (int m = tape.first(messages); m != NONE; m = tape.next(messages, m)) {
                gather(tape.get(m, "content"), speaker(tape.get(m, "role")), index++);
            }
        }
    }

    private void gather(int content, Speaker speaker, int index) {
        if (!tape.is(content, Type.ARRAY)) {
            add(content, speaker, index, NONE);
            return;
        }
        int position = 0;
        for (int item = tape.first(content); item != NONE; item = tape.next(content, item)) {
            add(tape.get(item, "text"), speaker, index, position++);
        }
    }

    private void add(int node, Speaker speaker, int index, int position) {
        if (!tape.is(node, Type.STRING)) {
            return;
        }
        if (texts == nodes.length) {
            nodes = Arrays.copyOf(nodes, texts * 2);
            speakers = Arrays.copyOf(speakers, texts * 2);
            message = Arrays.copyOf(message, texts * 2);
            block = Arrays.copyOf(block, texts * 2);
        }
        nodes[texts] = node;
        speakers[texts] = speaker;
        message[texts] = index;
        block[texts++] = position;
    }

    private Form foreignForm() {
        Form own = null;
        if (messages != NONE) {
            if (tape.get(0, "schemaVersion") != NONE
                    || tape.is(tape.get(0, "system"), Type.ARRAY)
                    || firstContentIsItems()) {
                own = Form.CONVERSATION;
            } else {
                own = Form.MESSAGES;
            }
        } else if (tape.get(0, "prompt") != NONE && tape.get(0, "completion") != NONE) {
            own = Form.PROMPT_COMPLETION;
        }
        return own == null || own == form || undecided(own) ? null : own;
    }

    /** A conversation without the fields that mark one may just be broken. */
    private boolean undecided(Form own) {
        return form == Form.CONVERSATION && own == Form.MESSAGES && !firstContentIs(Type.STRING);
    }

    private boolean firstContentIsItems() {
        int item = tape.firstItem(firstContent());
        return tape.get(item, "text") != NONE && tape.get(item, "type") == NONE;
    }

    private boolean firstContentIs(Type type) {
        return tape.is(firstContent(), type);
    }

    private int firstContent() {
        return tape.get(tape.firstItem(messages), "content");
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

    public Form form() {
        return form;
    }

    public boolean isObject() {
        return tape.is(0, Type.OBJECT);
    }

    /** The other form that the record has, or null. */
    public Form foreign() {
        return foreign;
    }

    /** Whether rules about the inside of the record's own form can say anything. */
    public boolean inForm() {
        return isObject() && foreign == null;
    }

    /** The node of the messages, or {@link Tape#NONE}. */
    public int messages() {
        return messages;
    }

    public boolean hasMessageList() {
        return inForm() && form != Form.PROMPT_COMPLETION && tape.is(messages, Type.ARRAY);
    }

    /** Who speaks in a message, by its role. */
    public Speaker speakerOf(int messageNode) {
        return speaker(tape.get(messageNode, "role"));
    }

    public int texts() {
        return texts;
    }

    public int textNode(int text) {
        return nodes[text];
    }

    /** Whether a text is a further part of the message that the one before it is of. */
    public boolean goesOn(int text) {
        return text > 0 && speakers[text] == speakers[text - 1] && message[text] == message[text - 1];
    }

    public Speaker textSpeaker(int text) {
        return speakers[text];
    }

    /** Where a text stands, such as {@code messages[1].content[0].text}. */
    public String path(int text) {
        if (form == Form.PROMPT_COMPLETION && foreign == null) {
            return speakers[text] == Speaker.USER ? "prompt" : "completion";
        }
        String inside = block[text] == NONE ? "" : "[" + block[text] + "].text";
        return (message[text] == NONE ? "system" : "messages[" + message[text] + "].content") + inside;
    }

    /** Tokens as AWS's validators count them: for every text its characters by the model's divisor, rounded down. */
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
