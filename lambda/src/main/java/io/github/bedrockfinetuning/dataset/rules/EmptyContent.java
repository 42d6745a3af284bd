package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;

/**
 * No text that a model is asked or trained with is empty or white space alone, and no answer is empty.
 *
 * <p>Converse refuses an empty text of a message or of a system prompt by its API model (at least one character), and
 * white space in a message as blank. A system prompt in the format with plain strings is left out when it is blank.
 */
public final class EmptyContent implements RecordRule {
    private static final About ABOUT = new About(
            "EMPTY_CONTENT",
            Severity.ERROR,
            "Add the missing text, or remove the record. An empty system prompt can be left out.",
            "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_SystemContentBlock.html; "
                    + "https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html: empty text is refused at inference");

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
                report.add(this, record.path(i), "The text is only white space, which Converse rejects.");
            }
        }
    }

    /** Whether a text is a system prompt that the workflow leaves out when it is blank. */
    static boolean leftOut(Record record, int text) {
        return record.textSpeaker(text) == Record.Speaker.SYSTEM && record.leavesOutBlankSystem();
    }

    /** Whether a text is the last answer, which is trained on and compared with, but never sent to Converse. */
    private static boolean answers(Record record, int text) {
        return text == record.texts() - 1 && record.textSpeaker(text) == Record.Speaker.ASSISTANT;
    }
}
