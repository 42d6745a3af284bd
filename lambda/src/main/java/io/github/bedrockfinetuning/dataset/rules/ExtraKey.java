package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.Names;
import java.util.List;

/** A record for Claude must contain only the keys system, messages, role, and content. */
public final class ExtraKey implements RecordRule {
    private static final About ABOUT = new About(
            "EXTRA_KEY",
            Severity.ERROR,
            "Remove the key. Only a test set can have additional fields.",
            Sources.COOKBOOK);
    private static final List<String> MESSAGE = List.of("role", "content");

    private final List<String> known;
    private final boolean furtherFields;

    /**
     * Creates the rule for a format.
     *
     * @param known the format's keys
     * @param furtherFields whether records can have additional fields at their top level
     */
    public ExtraKey(List<String> known, boolean furtherFields) {
        this.known = known;
        this.furtherFields = furtherFields;
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (!record.inFormat()) {
            return;
        }
        Tape tape = record.tape();
        if (!furtherFields) {
            keys(tape, 0, known, "", report);
        }
        if (record.hasMessageList()) {
            int index = 0;
            for (int m = tape.first(record.messages()); m != Tape.NONE; m = tape.next(record.messages(), m)) {
                if (tape.is(m, Type.OBJECT)) {
                    keys(tape, m, MESSAGE, "messages[" + index + "].", report);
                }
                index++;
            }
        }
    }

    private void keys(Tape tape, int object, List<String> allowed, String path, FindingReporter report) {
        for (int key = tape.first(object); key != Tape.NONE; ) {
            if (!isOneOf(tape, key, allowed)) {
                report.add(this, path + Names.shown(tape.text(key)), "Bedrock rejects unknown keys.");
            }
            key = tape.next(object, tape.next(object, key));
        }
    }

    private static boolean isOneOf(Tape tape, int key, List<String> allowed) {
        for (int i = 0; i < allowed.size(); i++) {
            if (tape.keyIs(key, allowed.get(i))) {
                return true;
            }
        }
        return false;
    }
}
