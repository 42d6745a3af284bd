package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;

/** The last message must have the role assistant. */
public final class LastRole implements RecordRule {
    private static final About ABOUT = new About(
            "LAST_ROLE",
            Severity.ERROR,
            "End the record with the assistant message that the model should learn.",
            Sources.COOKBOOK);

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
        int last = Tape.NONE;
        int index = -1;
        for (int m = tape.first(record.messages()); m != Tape.NONE; m = tape.next(record.messages(), m)) {
            last = m;
            index++;
        }
        if (last != Tape.NONE && record.speakerOf(last) == Record.Speaker.USER) {
            report.add(this, "messages[" + index + "].role", "The last message has the role user.");
        }
    }
}
