package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;

/** A record must contain the key messages. */
public final class MissingMessages implements RecordRule {
    private static final About ABOUT = new About(
            "MISSING_MESSAGES",
            Severity.ERROR,
            "Add \"messages\", a list of user and assistant messages. Write keys in lowercase.",
            Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (record.inFormat() && record.messages() == Tape.NONE) {
            report.add(this, "messages", "The record has no \"messages\".");
        }
    }
}
