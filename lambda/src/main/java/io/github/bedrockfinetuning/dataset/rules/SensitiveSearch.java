package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.Detector;
import io.github.bedrockfinetuning.dataset.sensitive.Names;
import io.github.bedrockfinetuning.dataset.sensitive.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/** Looks everywhere in a record: a test set's further fields, and even keys, reach reports as well as texts do. */
final class SensitiveSearch {
    /** In bytes: nothing shorter is a secret, or stands for a person. */
    private static final int SHORTEST = 9;

    private final Detector detector;
    private final Tape.Utf8 utf8 = new Tape.Utf8();

    SensitiveSearch(Detector detector) {
        this.detector = detector;
    }

    /** @param found takes the path of the field, and what it holds */
    void search(Record record, BiConsumer<String, Sensitive> found) {
        Tape tape = record.tape();
        for (int node = 0; node < tape.size(); node++) {
            if (tape.end(node) - tape.start(node) < SHORTEST) {
                continue;
            }
            if (tape.is(node, Type.STRING)) {
                Tape.Utf8 text = tape.utf8(node, utf8);
                if (detector.mayHold(text.bytes(), text.from(), text.to())) {
                    tell(record, node, tape.text(node), found);
                }
            } else if (tape.is(node, Type.NUMBER) && detector.mayHold(tape.bytes(), tape.start(node), tape.end(node))) {
                int length = tape.end(node) - tape.start(node);
                tell(record, node, new String(tape.bytes(), tape.start(node), length, StandardCharsets.UTF_8), found);
            }
        }
    }

    private void tell(Record record, int node, String text, BiConsumer<String, Sensitive> found) {
        List<Sensitive> all = detector.in(text);
        if (!all.isEmpty()) {
            String path = path(record, node);
            all.forEach(one -> found.accept(path, one));
        }
    }

    private static String path(Record record, int node) {
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
