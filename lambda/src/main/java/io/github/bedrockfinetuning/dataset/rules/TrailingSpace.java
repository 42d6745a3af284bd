package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;

/** Assistant text should not end with white space. */
public final class TrailingSpace implements RecordRule {
    private static final About ABOUT = new About(
            "TRAILING_SPACE",
            Severity.INFO,
            "Remove the white space, unless the model should learn it.",
            Sources.COMPARISON);

    private final Tape.Utf8 utf8 = new Tape.Utf8();

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        for (int i = 0; i < record.texts(); i++) {
            if (record.textSpeaker(i) != Record.Speaker.ASSISTANT) {
                continue;
            }
            if (!mayEndInSpace(record.tape(), record.textNode(i))) {
                continue;
            }
            Tape.Utf8 text = record.tape().utf8(record.textNode(i), utf8);
            if (text.to() > text.from() && text.bytes()[text.to() - 1] <= ' ' && text.bytes()[text.to() - 1] > 0) {
                report.add(this, record.path(i), "The assistant text ends with white space.");
            }
        }
    }

    /**
     * Returns whether text might end with white space, based on its last byte, which can be white space or the end of
     * an escape sequence such as \\n.
     */
    private static boolean mayEndInSpace(Tape tape, int node) {
        if (tape.end(node) == tape.start(node)) {
            return false;
        }
        byte last = tape.bytes()[tape.end(node) - 1];
        return last <= ' ' || tape.isEscaped(node) && (last >= '0' && last <= '9' || last >= 'A');
    }
}
