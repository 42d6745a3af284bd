package io.github.bedrockfinetuning.dataset.likeness;

import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Converts text to the normalized form that is used for comparisons: to find duplicates, contradictions, and leaks,
 * and to split datasets. Canonically equivalent Unicode texts (NFC) are equal, all white space is equal, and
 * invisible characters are ignored. Case is ignored in questions but not in answers. Compatibility forms remain
 * different: 7² is not 72.
 *
 * <p>An instance reuses a buffer and is not thread-safe.
 *
 * @see <a href="https://www.unicode.org/reports/tr15/">Unicode normalization forms</a>
 */
public final class NormalForm {
    private static final int SPACE = 0;
    private static final int UNSEEN = 1;
    private static final int SEEN = 2;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x80L * ONES;
    private static final long LOWS = 0x7FL * ONES;
    private static final long SPACES = 0x20L * ONES;

    private byte[] bytes = new byte[4096];
    private int length;

    /** Returns a hash of the question: the system prompt and the turns before the last answer. */
    public static long question(Example example) {
        long hash = 0;
        if (example.system() != null) {
            hash = step(hash, 0, text(example.system(), true));
        }
        for (Turn turn : example.question()) {
            hash = step(hash, turn.role().equals(Turn.USER) ? 1 : 2, text(turn.text(), true));
        }
        return hash;
    }

    public static long answer(Example example) {
        return answer(example.reference());
    }

    public static long answer(String reference) {
        return Hash.of(text(reference, false), 0);
    }

    /** Returns a hash of the entire record. */
    public static long record(Example example) {
        return question(example) * 31 + answer(example);
    }

    /** Returns a hash of the question without punctuation. A split keeps records with equal hashes on the same side. */
    public static long near(Example example) {
        long hash = 0;
        for (Turn turn : example.question()) {
            hash = Hash.of(words(turn.text()), hash + turn.role().length());
        }
        return hash;
    }

    private static long step(long hash, int speaker, String text) {
        return Hash.of(text, hash + speaker);
    }

    /** Returns only the words in the normalized form of a string. If it has no words, returns the whole text. */
    public static String words(String written) {
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

    /** Returns a hash that is equal for labels that differ only in case, spaces, or a final period. */
    public static long label(String answer) {
        String label = text(answer, true).replace(" ", "");
        return Hash.of(label.endsWith(".") || label.endsWith("。") ? label.substring(0, label.length() - 1) : label, 0);
    }

    /** Returns the normalized form of a string. */
    public static String text(String written, boolean caseless) {
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

    /** Starts the next string. */
    public void clear() {
        length = 0;
    }

    /** Adds a part of a string in UTF-8. Parts are treated as separated by white space. */
    public void add(byte[] utf8, int from, int to, boolean caseless) {
        int before = length;
        if (before > 0) {
            put((byte) ' ');
        }
        int start = length;
        if (!addPlain(utf8, from, to, caseless)) {
            length = start;
            String written = new String(utf8, from, to - from, StandardCharsets.UTF_8);
            for (byte b : text(written, caseless).getBytes(StandardCharsets.UTF_8)) {
                put(b);
            }
        }
        length = length == start ? before : length;
    }

    /**
     * Adds text that consists only of characters whose normalized form does not depend on adjacent characters: ASCII,
     * Western European and Russian letters, punctuation, and ideographs. Returns false for any other text, part of
     * which might have been added.
     */
    private boolean addPlain(byte[] b, int from, int to, boolean caseless) {
        int start = length;
        if (bytes.length < length + to - from + 1) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + to - from + 1));
        }
        boolean gap = false;
        for (int i = from; i < to; ) {
            if (i + Long.BYTES <= to) {
                long w = (long) LONGS.get(b, i);
                if (isPrintableAscii(w)) {
                    long spaces = ~((w ^ SPACES) + LOWS) & HIGHS;
                    boolean begins = (spaces & 0x80) != 0;
                    if ((spaces & spaces << Byte.SIZE) == 0 && !(begins && (gap || length == start))) {
                        if (gap) {
                            bytes[length++] = ' ';
                        }
                        LONGS.set(bytes, length, caseless ? lower(w) : w);
                        // A space at the end waits for the next visible character.
                        gap = spaces < 0;
                        length += gap ? Long.BYTES - 1 : Long.BYTES;
                        i += Long.BYTES;
                        continue;
                    }
                }
            }
            int c = b[i];
            int size = c >= 0 ? 1 : plainSize(b, i, to);
            if (size == 0) {
                return false;
            }
            int kind = c >= 0 ? c <= ' ' || c == 0x7F ? SPACE : SEEN : kind(b, i);
            if (kind == SPACE) {
                gap = length > start;
            } else if (kind == SEEN) {
                if (gap) {
                    bytes[length++] = ' ';
                    gap = false;
                }
                if (c >= 0) {
                    bytes[length++] = caseless && c >= 'A' && c <= 'Z' ? (byte) (c + 32) : (byte) c;
                } else {
                    addCharacter(b, i, size, caseless);
                }
            }
            i += size;
        }
        return true;
    }

    /** Checks whether each of eight bytes is a printable ASCII character or a space. */
    private static boolean isPrintableAscii(long w) {
        return ((w | ~(w + 0x60L * ONES) | w + ONES) & HIGHS) == 0;
    }

    /** Returns eight ASCII characters in lowercase. */
    private static long lower(long w) {
        long fromA = w + (0x80L - 'A') * ONES;
        long afterZ = w + (0x80L - 'Z' - 1) * ONES;
        return w | (fromA & ~afterZ & HIGHS) >>> 2;
    }

    /**
     * Returns the number of bytes of a non-ASCII character whose normalized form does not depend on adjacent
     * characters. Returns 0 for any other character.
     */
    private static int plainSize(byte[] b, int at, int to) {
        int lead = b[at] & 0xFF;
        if (lead == 0xC2 || lead == 0xC3 || lead == 0xD0 || lead == 0xD1) {
            // The letters of Russian and related languages are followed by historic letters.
            return at + 1 < to && (lead != 0xD1 || (b[at + 1] & 0xFF) <= 0x9F) ? 2 : 0;
        }
        boolean punctuation = lead == 0xE2 && at + 1 < to && (b[at + 1] & 0xFF) == 0x80;
        return (punctuation || lead >= 0xE4 && lead <= 0xE9) && at + 2 < to ? 3 : 0;
    }

    private static int kind(byte[] b, int at) {
        int lead = b[at] & 0xFF;
        int next = b[at + 1] & 0xFF;
        if (lead == 0xC2) {
            return next == 0xA0 || next < 0xA0 ? SPACE : next == 0xAD ? UNSEEN : SEEN;
        }
        if (lead != 0xE2) {
            return SEEN;
        }
        int last = b[at + 2] & 0xFF;
        return last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF ? SPACE : last == 0x8B ? UNSEEN : SEEN;
    }

    private void addCharacter(byte[] b, int at, int size, boolean caseless) {
        int lead = b[at] & 0xFF;
        int next = b[at + 1] & 0xFF;
        if (caseless && lead == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97) {
            next += 0x20;
        } else if (caseless && lead == 0xD0 && next < 0xB0) {
            // Capital letters of Russian are 32 code points before the small letters, and 80 for related languages.
            int small = 0x400 + (next & 0x3F) + (next < 0x90 ? 0x50 : 0x20);
            lead = 0xC0 | small >> 6;
            next = 0x80 | small & 0x3F;
        }
        bytes[length++] = (byte) lead;
        bytes[length++] = (byte) next;
        if (size == 3) {
            bytes[length++] = b[at + 2];
        }
    }

    private void put(byte b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = b;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Extends a hash with the added text and its speaker. */
    public long step(long hash, int speaker) {
        return Hash.of(bytes, 0, length, hash + speaker);
    }

    /** Checks whether a character is a vowel sign or a similar mark. In many scripts, such marks are parts of words. */
    private static boolean mark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean space(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    /**
     * Checks whether a character is invisible: a zero-width space, a word joiner, a byte order mark, or a soft
     * hyphen. Joiners are not included, because they change the visible text in some scripts.
     */
    private static boolean unseen(int c) {
        return c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0xAD;
    }
}
