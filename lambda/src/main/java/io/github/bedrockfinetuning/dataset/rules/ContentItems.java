package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.Names;

/** In a Bedrock conversation, the content of a message must be a list of text elements. */
public final class ContentItems implements RecordRule {
    private static final About ABOUT = new About(
            "CONTENT_ITEMS",
            Severity.ERROR,
            "Write \"content\": [{\"text\": ...}]. This workflow trains only on text.",
            Sources.NOVA);

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
            if (tape.is(m, Type.OBJECT)) {
                content(tape, tape.get(m, "content"), "messages[" + index + "].content", report);
            }
            index++;
        }
    }

    private void content(Tape tape, int content, String path, FindingReporter report) {
        if (!tape.is(content, Type.ARRAY) || tape.first(content) == Tape.NONE) {
            report.add(this, path, "The content is not a list, or it is an empty list.");
            return;
        }
        int index = 0;
        for (int item = tape.first(content); item != Tape.NONE; item = tape.next(content, item)) {
            if (!tape.is(tape.get(item, "text"), Type.STRING)) {
                report.add(
                        this,
                        path + "[" + index + "]",
                        "This part of the content does not contain text" + instead(tape, item) + ".");
            }
            index++;
        }
    }

    private static String instead(Tape tape, int item) {
        int key = tape.is(item, Type.OBJECT) ? tape.first(item) : Tape.NONE;
        return key == Tape.NONE ? "" : " but " + Names.shown(tape.text(key));
    }
}
