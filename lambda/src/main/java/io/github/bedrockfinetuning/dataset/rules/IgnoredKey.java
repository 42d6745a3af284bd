package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.catalogue.Form;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.Names;
import java.util.List;

/** A conversation or prompt record has no keys beyond those of its form. */
public final class IgnoredKey implements RecordRule {
    private static final About ABOUT = new About(
            "IGNORED_KEY",
            Severity.INFO,
            "Nothing needs doing; the field is left out of the training file.",
            Sources.META_VALIDATOR);
    private static final List<String> CONVERSATION = List.of("schemaVersion", "system", "messages");
    private static final List<String> PROMPT = List.of("prompt", "completion");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (!record.inForm() || record.form() == Form.MESSAGES) {
            return;
        }
        Tape tape = record.tape();
        List<String> known = record.form() == Form.CONVERSATION ? CONVERSATION : PROMPT;
        for (int key = tape.first(0); key != Tape.NONE; ) {
            if (!known(tape, key, known)) {
                report.add(this, Names.shown(tape.text(key)), "The form does not know this key.");
            }
            key = tape.next(0, tape.next(0, key));
        }
    }

    private static boolean known(Tape tape, int key, List<String> known) {
        for (int i = 0; i < known.size(); i++) {
            if (tape.keyIs(key, known.get(i))) {
                return true;
            }
        }
        return false;
    }
}
