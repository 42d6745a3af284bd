package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.Severity;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.sensitive.Literals;
import java.util.List;

/** No text holds words that the model reserves for itself. */
public final class ReservedWord implements RecordRule {
    private static final About ABOUT = new About(
            "RESERVED",
            Severity.ERROR,
            "Rephrase the text, or break the word up; a job with such a text fails.",
            Sources.NOVA + "; " + Sources.HAIKU_VALIDATOR);

    private final Literals words;
    /** Whether some word can occur in a text without escapes; one with a line feed cannot. */
    private final boolean spelledOut;

    /** Whether all stand in the bytes of a text as they are, but for characters that are written by their codes. */
    private final boolean asWritten;

    private final Tape.Utf8 utf8 = new Tape.Utf8();

    public ReservedWord(List<String> reserved) {
        words = new Literals(reserved);
        spelledOut = reserved.stream().anyMatch(word -> word.indexOf('\n') < 0);
        asWritten = reserved.stream().noneMatch(word -> word.chars().anyMatch(ReservedWord::mayBeEscaped));
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, Report report) {
        for (int i = 0; i < record.texts(); i++) {
            Tape tape = record.tape();
            int node = record.textNode(i);
            if (mayHold(tape, node)) {
                check(record, i, tape.utf8(node, utf8), report);
            }
        }
    }

    /** A look that undoes no escapes. */
    private boolean mayHold(Tape tape, int node) {
        if (!tape.isEscaped(node)) {
            return spelledOut;
        }
        return !asWritten || tape.hasCodedAscii(node) || words.anyIn(tape.bytes(), tape.start(node), tape.end(node));
    }

    private static boolean mayBeEscaped(int character) {
        return character < ' ' || character > '~' || character == '"' || character == '\\' || character == '/';
    }

    private void check(Record record, int text, Tape.Utf8 bytes, Report report) {
        if (!words.anyIn(bytes.bytes(), bytes.from(), bytes.to())) {
            return;
        }
        for (String word : words.allIn(bytes.bytes(), bytes.from(), bytes.to())) {
            String shown = word.replace("\n", "\\n");
            report.add(this, record.path(text), "The model reserves \"" + shown + "\" for itself.");
        }
    }
}
