package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.Severity;

/** No message is empty. */
public final class EmptyContent implements RecordRule {
    private static final About ABOUT = new About(
            "EMPTY_CONTENT",
            Severity.ERROR,
            "Fill the text in, or remove the record.",
            "https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html: empty text is refused at inference");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, Report report) {
        for (int i = 0; i < record.texts(); i++) {
            if (record.tape().codePoints(record.textNode(i)) == 0 && record.textSpeaker(i) != Record.Speaker.SYSTEM) {
                report.add(this, record.path(i), "The text is empty.");
            }
        }
    }
}
