package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.Names;
import java.util.List;

/** A conversation or prompt record should contain only the keys of its format. */
public final class IgnoredKey implements RecordRule {
    private static final About ABOUT = new About(
            "IGNORED_KEY",
            Severity.INFO,
            "No action is needed. The workflow removes the field from the training file.",
            Sources.META_VALIDATOR);

    private final List<String> known;

    /**
     * Creates the rule for a format.
     *
     * @param known the format's keys
     */
    public IgnoredKey(List<String> known) {
        this.known = known;
    }

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
        for (int key = tape.first(0); key != Tape.NONE; ) {
            if (!isKnown(tape, key)) {
                report.add(this, Names.shown(tape.text(key)), "The key is not part of the format.");
            }
            key = tape.next(0, tape.next(0, key));
        }
    }

    private boolean isKnown(Tape tape, int key) {
        for (int i = 0; i < known.size(); i++) {
            if (tape.keyIs(key, known.get(i))) {
                return true;
            }
        }
        return false;
    }
}
