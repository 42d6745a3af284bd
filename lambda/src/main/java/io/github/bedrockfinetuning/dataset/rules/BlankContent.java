package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.Severity;
import io.github.bedrockfinetuning.dataset.json.Tape;
import java.nio.charset.StandardCharsets;

/** No text is white space alone. */
public final class BlankContent implements RecordRule {
    private static final About ABOUT =
            new About("BLANK_CONTENT", Severity.WARNING, "Fill the text in, or remove it.", Sources.COMPARISON);

    private final Tape.Utf8 utf8 = new Tape.Utf8();

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, Report report) {
        for (int i = 0; i < record.texts(); i++) {
            Tape tape = record.tape();
            int first = tape.start(record.textNode(i));
            // Most texts begin with a letter, and need not have their escapes undone.
            if (first < tape.end(record.textNode(i)) && tape.bytes()[first] > ' ' && tape.bytes()[first] != '\\') {
                continue;
            }
            Tape.Utf8 text = tape.utf8(record.textNode(i), utf8);
            boolean system = record.textSpeaker(i) == Record.Speaker.SYSTEM;
            if (blank(text) && (system || text.to() > text.from())) {
                report.add(this, record.path(i), "The text is nothing but white space.");
            }
        }
    }

    private static boolean blank(Tape.Utf8 text) {
        for (int i = text.from(); i < text.to(); i++) {
            byte b = text.bytes()[i];
            if (b < 0) {
                return new String(text.bytes(), i, text.to() - i, StandardCharsets.UTF_8)
                        .codePoints()
                        .allMatch(BlankContent::invisible);
            }
            if (b > ' ') {
                return false;
            }
        }
        return true;
    }

    /** Characters without width, such as U+200B, among them. */
    private static boolean invisible(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
