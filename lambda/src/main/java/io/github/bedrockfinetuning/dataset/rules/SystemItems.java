package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;

/**
 * In a Bedrock conversation, the system prompt must be a list of text elements. An empty list or null means that
 * there is no system prompt; AWS's own sample data for Nova 2 contains empty lists.
 */
public final class SystemItems implements RecordRule {
    private static final About ABOUT = new About(
            "SYSTEM_ITEMS", Severity.ERROR, "Write \"system\": [{\"text\": ...}], or remove \"system\".", Sources.NOVA);

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
        int system = tape.get(0, "system");
        if (system == Tape.NONE || tape.is(system, Type.NULL)) {
            return;
        }
        if (!tape.is(system, Type.ARRAY)) {
            report.add(this, "system", "\"system\" is not a list of text elements.");
            return;
        }
        int index = 0;
        for (int item = tape.first(system); item != Tape.NONE; item = tape.next(system, item)) {
            if (!tape.is(tape.get(item, "text"), Type.STRING)) {
                report.add(this, "system[" + index + "].text", "This part of the system prompt does not contain text.");
            }
            index++;
        }
    }
}
