package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;

/** Text should not consist only of invisible characters. */
public final class BlankContent implements RecordRule {
    private static final About ABOUT = new About(
            "BLANK_CONTENT", Severity.WARNING, "Add the missing text, or remove the record.", Sources.COMPARISON);

    private final Tape.Utf8 utf8 = new Tape.Utf8();

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        int last = record.texts() - 1;
        for (int i = 0; i <= last; i++) {
            Visibility seen = Visibility.of(record.tape(), record.textNode(i), utf8);
            if (seen == Visibility.SEEN) {
                continue;
            }
            if (EmptyContent.leftOut(record, i)) {
                report.add(this, record.path(i), "The system prompt is blank. The workflow removes it.");
            } else if (seen == Visibility.UNSEEN) {
                report.add(this, record.path(i), "The text consists only of invisible characters.");
            } else if (i == last
                    && record.textSpeaker(i) == Record.Speaker.ASSISTANT
                    && record.tape().codePoints(record.textNode(i)) > 0) {
                report.add(this, record.path(i), "The answer contains only white space.");
            }
        }
    }
}
