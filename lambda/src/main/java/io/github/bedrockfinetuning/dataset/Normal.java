package io.github.bedrockfinetuning.dataset;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * The one form in which texts are compared, for duplicates, contradictions, leaks and splits alike: what Unicode holds
 * canonically equivalent is the same (NFC), as is white space of every kind and length; what is not seen does not count.
 * Questions are compared without case, answers with it. Compatibility forms stay apart: 7² is not 72.
 *
 * <p>An instance keeps a buffer and is not shared by threads.
 *
 * @see <a href="https://www.unicode.org/reports/tr15/">Unicode normalization forms</a>
 */
final class Normal {
    private byte[] bytes = new byte[4096];
    private int length;

    /** The same question: system prompt and turns before the last answer. */
    static long question(Example example) {
        long hash = 0;
        if (example.system() != null) {
            hash = step(hash, 0, text(example.system(), true));
        }
        for (Turn turn : example.question()) {
            hash = step(hash, turn.role().equals(Turn.USER) ? 1 : 2, text(turn.text(), true));
        }
        return hash;
    }

    static long answer(Example example) {
        return answer(example.reference());
    }

    static long answer(String reference) {
        return Hash.of(text(reference, false), 0);
    }

    /** The same record. */
    static long record(Example example) {
        return question(example) * 31 + answer(example);
    }

    /** The same also but for punctuation: so near that both must stand on one side of a split. */
    static long near(Example example) {
        long hash = 0;
        for (Turn turn : example.question()) {
            hash = Hash.of(words(turn.text()), hash + turn.role().length());
        }
        return hash;
    }

    private static long step(long hash, int speaker, String text) {
        return Hash.of(text, hash + speaker);
    }

    /** The words alone of a text in its normal form; all of it where it has none. */
    static String words(String written) {
        String normal = text(written, true);
        StringBuilder words = new StringBuilder(normal.length());
        boolean gap = false;
        for (int i = 0; i < normal.length(); ) {
            int c = normal.codePointAt(i);
            i += Character.charCount(c);
            if (!Character.isLetterOrDigit(c) && !mark(c)) {
                gap = words.length() > 0;
            } else {
                words.append(gap ? " " : "").appendCodePoint(c);
                gap = false;
            }
        }
        return words.length() == 0 ? normal : words.toString();
    }

    /** What labels have in common that are the same but for case, spaces or a final stop. */
    static long label(String answer) {
        String label = text(answer, true).replace(" ", "");
        return Hash.of(label.endsWith(".") || label.endsWith("。") ? label.substring(0, label.length() - 1) : label, 0);
    }

    /** A text in its normal form. */
    static String text(String written, boolean caseless) {
        String cased = caseless ? written.toLowerCase(Locale.ROOT) : written;
        String composed = Normalizer.normalize(cased, Normalizer.Form.NFC);
        StringBuilder normal = new StringBuilder(composed.length());
        boolean gap = false;
        for (int i = 0; i < composed.length(); ) {
            int c = composed.codePointAt(i);
            i += Character.charCount(c);
            if (space(c)) {
                gap = normal.length() > 0;
            } else if (!unseen(c)) {
                normal.append(gap ? " " : "").appendCodePoint(c);
                gap = false;
            }
        }
        return normal.toString();
    }

    /** Begins with the next text. */
    void clear() {
        length = 0;
    }

    /** Adds a part of a text in UTF-8; parts are separated as by white space. */
    void add(byte[] utf8, int from, int to, boolean caseless) {
        int before = length;
        if (before > 0) {
            put((byte) ' ');
        }
        int start = length;
        if (!addAscii(utf8, from, to, caseless)) {
            length = start;
            String written = new String(utf8, from, to - from, StandardCharsets.UTF_8);
            for (byte b : text(written, caseless).getBytes(StandardCharsets.UTF_8)) {
                put(b);
            }
        }
        length = length == start ? before : length;
    }

    private boolean addAscii(byte[] b, int from, int to, boolean caseless) {
        int start = length;
        if (bytes.length < length + to - from + 1) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + to - from + 1));
        }
        boolean gap = false;
        for (int i = from; i < to; i++) {
            byte c = b[i];
            if (c < 0) {
                return false;
            }
            if (c <= ' ' || c == 0x7F) {
                gap = length > start;
                continue;
            }
            if (gap) {
                put((byte) ' ');
                gap = false;
            }
            bytes[length++] = caseless && c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
        }
        return true;
    }

    private void put(byte b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = b;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** The hash so far, with what was added, said by a speaker. */
    long step(long hash, int speaker) {
        return Hash.of(bytes, 0, length, hash + speaker);
    }

    /** Vowel signs and the like are parts of words in many scripts. */
    private static boolean mark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean space(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    /** Zero-width space, word joiner, byte order mark and soft hyphen; joiners change what is seen in some scripts. */
    private static boolean unseen(int c) {
        return c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0xAD;
    }
}
