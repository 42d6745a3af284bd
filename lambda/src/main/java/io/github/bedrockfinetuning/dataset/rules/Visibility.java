package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.text.Blank;
import java.nio.charset.StandardCharsets;

/** How much of a text can be seen. */
enum Visibility {
    /** Nothing, or white space that ends words; no-break spaces do not. */
    NOTHING,
    /** No-break spaces or characters without width, such as U+200B, and perhaps white space. */
    UNSEEN,
    SEEN;

    /** In bytes, the longest character. */
    private static final int LONGEST = 4;

    /** @param utf8 scratch space */
    static Visibility of(Tape tape, int node, Tape.Utf8 utf8) {
        int first = tape.start(node);
        if (first == tape.end(node)) {
            return NOTHING;
        }
        // Most texts begin with a letter, and need not have their escapes undone.
        if (tape.bytes()[first] > ' ' && tape.bytes()[first] != '\\') {
            return SEEN;
        }
        Tape.Utf8 text = tape.utf8(node, utf8);
        Visibility seen = NOTHING;
        for (int i = text.from(); i < text.to(); ) {
            int length = length(text.bytes()[i]);
            int c = length == 1
                    ? text.bytes()[i]
                    : new String(text.bytes(), i, Math.min(LONGEST, text.to() - i), StandardCharsets.UTF_8)
                            .codePointAt(0);
            if (!Blank.invisible(c)) {
                return SEEN;
            }
            seen = Character.isWhitespace(c) ? seen : UNSEEN;
            i += length;
        }
        return seen;
    }

    /** Of a character, by its first byte. */
    private static int length(byte first) {
        return first >= 0 ? 1 : (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : LONGEST;
    }
}
