package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;

/** In a record for Claude, the content of a message must not be a list of blocks. */
public final class ContentBlocks implements RecordRule {
    private static final About ABOUT = new About(
            "CONTENT_BLOCKS",
            Severity.ERROR,
            "Join the blocks into one string. Training accepts text only.",
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
            if (tape.is(tape.get(m, "content"), Type.ARRAY)) {
                report.add(this, "messages[" + index + "].content", "The content is a list, but it must be a string.");
            }
            index++;
        }
    }
}
