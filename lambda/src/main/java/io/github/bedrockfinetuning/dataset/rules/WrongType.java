package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;

/** The value of messages must be a list of objects. */
public final class WrongType implements RecordRule {
    private static final About ABOUT = new About(
            "WRONG_TYPE",
            Severity.ERROR,
            "Write \"messages\": [{\"role\": ..., \"content\": ...}, ...].",
            Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (!record.inFormat() || record.messages() == Tape.NONE) {
            return;
        }
        Tape tape = record.tape();
        int messages = record.messages();
        if (!tape.is(messages, Type.ARRAY)) {
            report.add(this, "messages", "\"messages\" is not a list.");
            return;
        }
        int index = 0;
        for (int m = tape.first(messages); m != Tape.NONE; m = tape.next(messages, m)) {
            if (!tape.is(m, Type.OBJECT)) {
                report.add(this, "messages[" + index + "]", "The message is not an object.");
            }
            index++;
        }
    }
}
