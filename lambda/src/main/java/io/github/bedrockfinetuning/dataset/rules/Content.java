package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;
import java.util.Locale;

/** In a record for Claude, the content of a message must be a string. */
public final class Content implements RecordRule {
    private static final About ABOUT = new About(
            "CONTENT",
            Severity.ERROR,
            "Write the content as one string. To include JSON, escape its quotation marks.",
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
            int content = tape.get(m, "content");
            if (tape.is(m, Type.OBJECT) && !tape.is(content, Type.STRING) && !tape.is(content, Type.ARRAY)) {
                String found = content == Tape.NONE
                        ? "The message has no content."
                        : "The content is a JSON " + tape.type(content).name().toLowerCase(Locale.ROOT)
                                + ", not a string.";
                report.add(this, "messages[" + index + "].content", found);
            }
            index++;
        }
    }
}
