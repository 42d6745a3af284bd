package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;

/** The first message must have the role user. */
public final class FirstRole implements RecordRule {
    private static final About ABOUT =
            new About("FIRST_ROLE", Severity.ERROR, "Begin with a user message.", Sources.COOKBOOK);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (record.hasMessageList()) {
            int first = record.tape().first(record.messages());
            if (first != Tape.NONE && record.speakerOf(first) == Record.Speaker.ASSISTANT) {
                report.add(this, "messages[0].role", "The first message has the role assistant.");
            }
        }
    }
}
