package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.Names;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** An object must not contain the same key twice. */
public final class DuplicateKey implements RecordRule {
    private static final About ABOUT = new About(
            "DUPLICATE_KEY",
            Severity.ERROR,
            "Keep only one of the two keys. Which one is used depends on the parser.",
            Sources.JSON);
    /**
     * The maximum number of keys for which all pairs are compared, because this is faster for a small number of keys.
     */
    private static final int FEW = 8;

    private final int[] keys = new int[FEW];

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        Tape tape = record.tape();
        for (int node = 0; node < tape.size(); node++) {
            if (tape.is(node, Type.OBJECT)) {
                check(tape, node, report);
            }
        }
    }

    private void check(Tape tape, int object, FindingReporter report) {
        int count = 0;
        Set<String> many = null;
        for (int key = tape.first(object); key != Tape.NONE; ) {
            if (many == null && count == FEW) {
                many = new HashSet<>();
                for (int earlier : keys) {
                    many.add(tape.text(earlier));
                }
            }
            if (many == null ? seen(tape, key, count) : !many.add(tape.text(key))) {
                report.add(this, shortened(tape.text(key)), "The key occurs more than once in its object.");
            }
            if (many == null) {
                keys[count++] = key;
            }
            int value = tape.next(object, key);
            key = tape.next(object, value);
        }
    }

    private boolean seen(Tape tape, int key, int count) {
        for (int i = 0; i < count; i++) {
            if (same(tape, keys[i], key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(Tape tape, int a, int b) {
        if (tape.isEscaped(a) || tape.isEscaped(b)) {
            return tape.text(a).equals(tape.text(b));
        }
        return Arrays.equals(tape.bytes(), tape.start(a), tape.end(a), tape.bytes(), tape.start(b), tape.end(b));
    }

    private static String shortened(String key) {
        return Names.shown(key);
    }
}
