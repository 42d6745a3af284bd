package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.Names;

/** The role of a message must be user or assistant. */
public final class RoleName implements RecordRule {
    private static final About ABOUT = new About(
            "ROLE",
            Severity.ERROR,
            "Use exactly \"user\" or \"assistant\". Write the system prompt at the same level as the messages, under \"system\".",
            Sources.HAIKU_VALIDATOR);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (!record.hasMessageList()) {
            return;
        }
        Tape tape = record.tape();
        int index = 0;
        for (int m = tape.first(record.messages()); m != Tape.NONE; m = tape.next(record.messages(), m)) {
            if (tape.is(m, Type.OBJECT) && record.speakerOf(m) == Record.Speaker.NOBODY) {
                report.add(this, "messages[" + index + "].role", said(tape, tape.get(m, "role")));
            }
            index++;
        }
    }

    private static String said(Tape tape, int role) {
        if (role == Tape.NONE) {
            return "The message has no role.";
        }
        return tape.is(role, Type.STRING)
                ? "\"" + Names.shown(tape.text(role)) + "\" is not a role."
                : "The role is not a string.";
    }
}
