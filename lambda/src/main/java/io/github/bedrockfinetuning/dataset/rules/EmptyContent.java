package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;

/**
 * Text must not be empty or consist only of white space, and answers must not be empty.
 *
 * <p>Converse rejects an empty text in a message or in a system prompt, because its API model requires at least one
 * character. It rejects white space in a message as blank. In the format with plain strings, a blank system prompt is
 * removed.
 */
public final class EmptyContent implements RecordRule {
    private static final About ABOUT = new About(
            "EMPTY_CONTENT",
            Severity.ERROR,
            "Add the missing text, or remove the record. You can remove an empty system prompt.",
            "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_SystemContentBlock.html; "
                    + "https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html: empty text is rejected at inference");

    private final Tape.Utf8 utf8 = new Tape.Utf8();

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        for (int i = 0; i < record.texts(); i++) {
            if (leftOut(record, i) || Visibility.of(record.tape(), record.textNode(i), utf8) != Visibility.NOTHING) {
                continue;
            }
            if (record.tape().codePoints(record.textNode(i)) == 0) {
                report.add(this, record.path(i), "The text is empty.");
            } else if (!answers(record, i)) {
                report.add(this, record.path(i), "The text contains only white space, which Converse rejects.");
            }
        }
    }

    /** Returns whether a text element is a system prompt that the workflow removes if it is blank. */
    static boolean leftOut(Record record, int text) {
        return record.textSpeaker(text) == Record.Speaker.SYSTEM && record.leavesOutBlankSystem();
    }

    /**
     * Returns whether a text element is the last answer, which is used for training and comparison but never sent to
     * Converse.
     */
    private static boolean answers(Record record, int text) {
        return text == record.texts() - 1 && record.textSpeaker(text) == Record.Speaker.ASSISTANT;
    }
}
