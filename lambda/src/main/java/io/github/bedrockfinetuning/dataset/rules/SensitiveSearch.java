package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.Detector;
import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;
import io.github.bedrockfinetuning.dataset.sensitive.Names;
import io.github.bedrockfinetuning.dataset.sensitive.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Searches an entire record, because reports can also contain a test set's additional fields and even keys. */
final class SensitiveSearch {
    /** The minimum length, in bytes, of a secret or a personal identification number. */
    private static final int SHORTEST = 9;

    private final Detector detector;
    private final Exemptions exemptions;
    private final Tape.Utf8 utf8 = new Tape.Utf8();

    SensitiveSearch(Detector detector, Exemptions exemptions) {
        this.detector = detector;
        this.exemptions = exemptions;
    }

    /**
     * @param report receives the values that are exempted
     * @param found receives the path of each other value's field, and the value
     */
    void search(Record record, FindingReporter report, BiConsumer<String, Sensitive> found) {
        Tape tape = record.tape();
        for (int node = 0; node < tape.size(); node++) {
            if (tape.end(node) - tape.start(node) < SHORTEST) {
                continue;
            }
            if (tape.is(node, Type.STRING)) {
                Tape.Utf8 text = tape.utf8(node, utf8);
                if (detector.mayHold(text.bytes(), text.from(), text.to())) {
                    report(record, node, tape.text(node), report, found);
                }
            } else if (tape.is(node, Type.NUMBER) && detector.mayHold(tape.bytes(), tape.start(node), tape.end(node))) {
                int length = tape.end(node) - tape.start(node);
                String text = new String(tape.bytes(), tape.start(node), length, StandardCharsets.UTF_8);
                report(record, node, text, report, found);
            }
        }
    }

    private void report(
            Record record, int node, String text, FindingReporter report, BiConsumer<String, Sensitive> found) {
        List<Sensitive> all = new ArrayList<>();
        for (Sensitive value : detector.in(text)) {
            String key = exemptions.key(value);
            if (key == null) {
                all.add(value);
            } else {
                report.exempt(value.shortKind(), key);
            }
        }
        if (!all.isEmpty()) {
            String path = path(record, node);
            all.forEach(one -> found.accept(path, one));
        }
    }

    private static @Nullable String path(Record record, int node) {
        for (int i = 0; i < record.texts(); i++) {
            if (record.textNode(i) == node) {
                return record.path(i);
            }
        }
        Tape tape = record.tape();
        String path = null;
        if (record.isObject()) {
            for (int key = tape.first(0); key != Tape.NONE && key <= node; key = tape.next(0, tape.next(0, key))) {
                path = Names.shown(tape.text(key));
            }
        }
        return path;
    }
}
