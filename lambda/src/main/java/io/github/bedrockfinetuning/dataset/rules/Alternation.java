package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;

/** User and assistant messages must alternate. */
public final class Alternation implements RecordRule {
    private static final About ABOUT = new About(
            "ALTERNATION",
            Severity.ERROR,
            "Join consecutive messages that have the same role, or add the missing message between " + "them.",
            Sources.PREPARE);

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
        Record.Speaker before = Record.Speaker.NOBODY;
        int index = 0;
        for (int m = tape.first(record.messages()); m != Tape.NONE; m = tape.next(record.messages(), m)) {
            Record.Speaker speaker = record.speakerOf(m);
            if (speaker == before && speaker != Record.Speaker.NOBODY) {
                report.add(
                        this, "messages[" + index + "].role", "The message has the same role as the previous message.");
            }
            before = speaker;
            index++;
        }
    }
}
