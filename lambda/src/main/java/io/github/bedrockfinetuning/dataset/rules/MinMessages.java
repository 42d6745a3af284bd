package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;

/** A record must contain at least two messages. */
public final class MinMessages implements RecordRule {
    private static final About ABOUT = new About(
            "MIN_MESSAGES",
            Severity.ERROR,
            "Include at least one user message and the assistant message that responds to it.",
            Sources.COOKBOOK);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (record.hasMessageList()) {
            int count = record.tape().count(record.messages());
            if (count < 2) {
                report.add(this, "messages", "The record must have at least 2 messages, but it has " + count + ".");
            }
        }
    }
}
