package io.github.bedrockfinetuning.dataset.likeness;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Hashes of a question's words and word pairs: all hashes of a short question, or the smallest {@link #LONGEST} hashes
 * of a long question. Two sketches are therefore as similar as their questions. The instance is reused for every
 * record.
 */
public final class Sketch {
    /** The maximum number of hashes to keep for one question. */
    public static final int LONGEST = 64;

    /** The number of hashes to collect before the smallest are selected. */
    private static final int ROOM = 8192;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOWS = 0x7F * ONES;
    private static final long HIGHS = 0x80 * ONES;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    /** The lowest lead byte of three-byte and four-byte characters from scripts that are written without spaces. */
    private static final int IDEOGRAPH = 0xE3;

    private final int[] hashes = new int[ROOM];
    private int size;
    private int largest;
    private long before;

    public void clear() {
        size = 0;
        largest = Integer.MAX_VALUE;
        before = 0;
    }

    /** Adds UTF-8 text. Ignores the case and punctuation of Latin script and treats an ideograph as a word. */
    public void add(byte[] bytes, int from, int to) {
        long word = 0;
        for (int i = from; i < to; ) {
            long eight = i + Long.BYTES <= to ? (long) LONGS.get(bytes, i) : last(bytes, i, to);
            int letters = letters(eight);
            if (letters == Long.BYTES) {
                word = joined(word, eight | 0x20 * ONES);
                i += Long.BYTES;
                continue;
            }
            if (letters > 0) {
                word = joined(word, (eight | 0x20 * ONES) & (1L << 8 * letters) - 1);
                i += letters;
            }
            if (i < to) {
                word = behindLetters(word, bytes[i++]);
            }
        }
        endWord(word);
    }

    /** Returns the current word after a byte that is neither an ASCII letter nor an ASCII digit. */
    private long behindLetters(long word, byte b) {
        if (b == '\'') {
            return word;
        }
        if (b < 0 && (b & 0xFF) < IDEOGRAPH) {
            return joined(word, b);
        }
        endWord(word);
        return b < 0 ? joined(0, b) : 0;
    }

    private static long last(byte[] bytes, int from, int to) {
        long last = 0;
        for (int i = to - 1; i >= from; i--) {
            last = last << 8 | bytes[i] & 0xFF;
        }
        return last;
    }

    /** Returns the number of ASCII letters and digits at the beginning of eight bytes. */
    private static int letters(long eight) {
        long ascii = eight & LOWS;
        long folded = ascii | 0x20 * ONES;
        // Sets the high bit of each byte that is from 'a' to 'z' or from '0' to '9'.
        long letter = folded + 0x1F * ONES & ~(folded + 0x05 * ONES);
        long digit = ascii + 0x50 * ONES & ~(ascii + 0x46 * ONES);
        long others = ~(letter | digit) & HIGHS | eight & HIGHS;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    private static long joined(long word, long bytes) {
        long joined = (word ^ bytes) * SPREAD;
        return joined ^ joined >>> 32;
    }

    private void endWord(long word) {
        if (word == 0) {
            return;
        }
        keep((int) (word * SPREAD >>> 32));
        if (before != 0) {
            keep((int) (joined(before, word) * SPREAD >>> 32));
        }
        before = word;
    }

    private void keep(int hash) {
        if (hash <= largest) {
            if (size == ROOM) {
                tidy();
            }
            hashes[size++] = hash;
        }
    }

    /** Keeps the smallest distinct hashes, in ascending order. */
    private void tidy() {
        int chosen = size;
        if (size > 4 * LONGEST) {
            // Hashes are evenly distributed, so this share of them nearly always contains enough distinct ones.
            long span = (long) largest - Integer.MIN_VALUE;
            chosen = upTo((int) (Integer.MIN_VALUE + span * 3 * LONGEST / size));
        }
        int kept = distinct(chosen);
        size = kept < LONGEST && chosen < size ? distinct(size) : kept;
        if (size == LONGEST) {
            largest = hashes[LONGEST - 1];
        }
    }

    /** Moves all hashes that do not exceed a limit to the front. Returns their number. */
    private int upTo(int limit) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            int hash = hashes[i];
            if (hash <= limit) {
                hashes[i] = hashes[count];
                hashes[count++] = hash;
            }
        }
        return count;
    }

    /** Sorts the first hashes and moves the smallest distinct ones to the front. Returns their number. */
    private int distinct(int count) {
        Arrays.sort(hashes, 0, count);
        int kept = 0;
        for (int i = 0; i < count && kept < LONGEST; i++) {
            if (kept == 0 || hashes[i] != hashes[kept - 1]) {
                hashes[kept++] = hashes[i];
            }
        }
        return kept;
    }

    /** Returns the distinct hashes in ascending order. */
    public int[] hashes() {
        tidy();
        return Arrays.copyOf(hashes, size);
    }

    /** Returns the share of hashes that two sketches have in common. */
    public static double similarity(int[] a, int[] b) {
        // For a long question, only the smallest hashes are known, so only that many of all hashes are compared.
        boolean cut = a.length == LONGEST || b.length == LONGEST;
        int most = cut ? LONGEST : Integer.MAX_VALUE;
        int common = 0;
        int union = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length && union < most) {
            union++;
            if (a[i] == b[j]) {
                common++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        union = Math.min(most, union + a.length - i + b.length - j);
        return union == 0 ? 0 : (double) common / union;
    }
}
