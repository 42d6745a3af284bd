package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.text.Blank;
import java.nio.charset.StandardCharsets;

/** The visibility of text. */
enum Visibility {
    /** No characters, or only white space other than no-break spaces. */
    NOTHING,
    /** Only no-break spaces, zero-width characters such as U+200B, and white space. */
    UNSEEN,
    SEEN;

    /** The maximum length of a character in bytes. */
    private static final int LONGEST = 4;

    /**
     * Determines the visibility of text.
     *
     * @param utf8 scratch space
     */
    static Visibility of(Tape tape, int node, Tape.Utf8 utf8) {
        int first = tape.start(node);
        if (first == tape.end(node)) {
            return NOTHING;
        }
        // Most texts begin with a letter, so their escapes do not need to be decoded.
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

    /** Returns the length of a character in bytes, based on its first byte. */
    private static int length(byte first) {
        return first >= 0 ? 1 : (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : LONGEST;
    }
}
