package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.Literals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Text must not contain words that the model reserves.
 *
 * <p>AWS sources differ on case. The user guide for Nova lists words in one case, but its validator ignores case. Words
 * as written in either source are errors. Words that only match if case is ignored are reported by
 * {@link ReservedCase}.
 */
public final class ReservedWord implements RecordRule {
    private static final About ABOUT = new About(
            "RESERVED",
            Severity.ERROR,
            "Rephrase the text, or split the word. Otherwise, the job fails.",
            Sources.NOVA + "; " + Sources.HAIKU_VALIDATOR + "; " + Sources.NOVA_VALIDATOR);

    private final Literals written;
    private final ReservedCase otherwise = new ReservedCase();
    /**
     * All words, matched without regard to case if any source ignores case. If none of these match, no word matches.
     */
    private final Literals words;
    /** Indicates whether a word can occur in text without escape sequences. A word with a line feed cannot. */
    private final boolean spelledOut;

    /**
     * Indicates whether all words appear unchanged in the bytes of text, except for characters that are written as
     * escape sequences.
     */
    private final boolean asWritten;

    private final Tape.Utf8 utf8 = new Tape.Utf8();

    public ReservedWord(List<String> reserved) {
        this(reserved, List.of());
    }

    /**
     * Creates the rule for a model.
     *
     * @param anyCase the words for which a source ignores case; each contains a character that is not a letter
     */
    public ReservedWord(List<String> reserved, List<String> anyCase) {
        List<String> all = new ArrayList<>(reserved);
        all.addAll(anyCase);
        written = new Literals(reserved);
        words = new Literals(all, !anyCase.isEmpty());
        spelledOut = all.stream().anyMatch(word -> word.indexOf('\n') < 0);
        asWritten = all.stream().noneMatch(word -> word.chars().anyMatch(ReservedWord::mayBeEscaped));
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        for (int i = 0; i < record.texts(); i++) {
            Tape tape = record.tape();
            int node = record.textNode(i);
            if (mayHold(tape, node)) {
                check(record, i, tape.utf8(node, utf8), report);
            }
        }
    }

    /** Returns whether text can contain a word, based on its bytes without decoding escape sequences. */
    private boolean mayHold(Tape tape, int node) {
        if (!tape.isEscaped(node)) {
            return spelledOut;
        }
        return !asWritten || tape.hasCodedAscii(node) || words.anyIn(tape.bytes(), tape.start(node), tape.end(node));
    }

    private static boolean mayBeEscaped(int character) {
        return character < ' ' || character > '~' || character == '"' || character == '\\' || character == '/';
    }

    private void check(Record record, int text, Tape.Utf8 bytes, FindingReporter report) {
        if (!words.anyIn(bytes.bytes(), bytes.from(), bytes.to())) {
            return;
        }
        Set<String> found = written.allIn(bytes.bytes(), bytes.from(), bytes.to());
        for (String word : found) {
            String shown = word.replace("\n", "\\n");
            report.add(this, record.path(text), "\"" + shown + "\" is a reserved word of the model.");
        }
        if (found.isEmpty()) {
            Set<String> folded = new TreeSet<>();
            words.allIn(bytes.bytes(), bytes.from(), bytes.to())
                    .forEach(word -> folded.add(word.toLowerCase(Locale.ROOT)));
            folded.forEach(word -> otherwise.report(word, record.path(text), report));
        }
    }
}
