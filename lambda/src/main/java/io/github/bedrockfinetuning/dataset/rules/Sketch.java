package io.github.bedrockfinetuning.dataset.rules;

import java.util.Arrays;

/**
 * The words of a question and their pairs, as hashes: all of them for a short question, the smallest
 * {@link #LONGEST} for a long one, so that two sketches compare as their questions do. Filled again for every record.
 */
public final class Sketch {
    /** Hashes that are kept of one question. */
    public static final int LONGEST = 64;

    private static final int ROOM = 256;

    private static final int BREAK = 0;
    private static final int NOTHING = -1;
    private static final int IDEOGRAPH = -2;
    /** By byte, its letter without case, or what else it means. */
    private static final int[] LETTERS = new int[256];

    static {
        for (int b = '0'; b <= 'z'; b++) {
            LETTERS[b] = Character.isLetterOrDigit(b) ? Character.toLowerCase(b) : BREAK;
        }
        LETTERS['\''] = NOTHING;
        for (int b = 0x80; b < 0x100; b++) {
            // From this byte on, characters of three and four bytes begin that no spaces part.
            LETTERS[b] = b < 0xE3 ? b : IDEOGRAPH;
        }
    }

    private final int[] hashes = new int[ROOM];
    private int size;
    private int largest;
    private int before;

    public void clear() {
        size = 0;
        largest = Integer.MAX_VALUE;
        before = 0;
    }

    /** Adds a text in UTF-8; case and punctuation of Latin script do not count, and an ideograph is a word. */
    public void add(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            int letter = LETTERS[bytes[i] & 0xFF];
            if (letter > 0) {
                hash = (hash + letter) * 0x9E3779B1;
            } else if (letter == BREAK) {
                endWord(hash);
                hash = 0;
            } else if (letter == IDEOGRAPH) {
                endWord(hash);
                hash = bytes[i] * 0x9E3779B1;
            }
        }
        endWord(hash);
    }

    private void endWord(int word) {
        if (word == 0) {
            return;
        }
        keep(mix(word));
        if (before != 0) {
            keep(mix(word + before * 31));
        }
        before = word;
    }

    private static int mix(int hash) {
        int h = (hash ^ hash >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return h ^ h >>> 16;
    }

    private void keep(int hash) {
        if (hash < largest) {
            if (size == ROOM) {
                tidy();
            }
            hashes[size++] = hash;
        }
    }

    private void tidy() {
        Arrays.sort(hashes, 0, size);
        int kept = 0;
        for (int i = 0; i < size && kept < LONGEST; i++) {
            if (kept == 0 || hashes[i] != hashes[kept - 1]) {
                hashes[kept++] = hashes[i];
            }
        }
        size = kept;
        if (kept == LONGEST) {
            largest = hashes[kept - 1];
        }
    }

    /** In ascending order, without repetition. */
    public int[] hashes() {
        tidy();
        return Arrays.copyOf(hashes, size);
    }

    /** The share of hashes that two sketches have in common. */
    public static double similarity(int[] a, int[] b) {
        // Of a long question only the smallest hashes are known, so only as many of all are compared.
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
