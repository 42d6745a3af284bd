package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;

/** Text should not contain half of a surrogate pair. */
public final class LoneSurrogate implements RecordRule {
    private static final About ABOUT = new About(
            "LONE_SURROGATE",
            Severity.WARNING,
            "Write the complete character, or remove the escape sequence.",
            Sources.JSON);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        Tape tape = record.tape();
        for (int node = 0; node < tape.size(); node++) {
            if (tape.is(node, Type.STRING) && tape.hasLoneSurrogate(node)) {
                report.add(
                        this,
                        null,
                        "A \\u escape sequence encodes half of a surrogate pair, which UTF-8 cannot represent.");
                return;
            }
        }
    }
}
