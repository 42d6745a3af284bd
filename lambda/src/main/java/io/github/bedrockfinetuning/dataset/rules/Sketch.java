package io.github.bedrockfinetuning.dataset.rules;

import java.util.Arrays;

/**
 * The words of a question and their pairs, as hashes: all of them for a short question, the smallest
 * {@link #LONGEST} for a long one, so that two sketches compare as their questions do. Filled again for every record.
 */
public final class Sketch {
    /** Hashes that are kept of one question. */
    public static final int LONGEST = 64;

    private static final int ROOM = 512;

    private final int[] hashes = new int[ROOM];
    private int size;
    private int largest;
    private int word;
    private int before;

    public void clear() {
        size = 0;
        largest = Integer.MAX_VALUE;
        word = 0;
        before = 0;
    }

    /** Adds a text in UTF-8; case and punctuation of Latin script do not count, and an ideograph is a word. */
    public void add(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int b = bytes[i];
            if (b >= 'a' && b <= 'z' || b >= '0' && b <= '9') {
                word = (word + b) * 0x9E3779B1;
            } else if (b >= 'A' && b <= 'Z') {
                word = (word + (b | 0x20)) * 0x9E3779B1;
            } else if (b < 0) {
                if ((b & 0xFF) >= 0xE3) {
                    endWord();
                }
                word = (word + b) * 0x9E3779B1;
            } else if (b != '\'') {
                endWord();
            }
        }
        endWord();
    }

    private void endWord() {
        if (word == 0) {
            return;
        }
        keep(mix(word));
        if (before != 0) {
            keep(mix(word + before * 31));
        }
        before = word;
        word = 0;
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
        int common = 0;
        int i = 0;
        int j = 0;
        int union = 0;
        // Of long questions only the smallest hashes are known, so the comparison ends where either list may be cut.
        boolean cut = a.length == LONGEST || b.length == LONGEST;
        while (i < a.length && j < b.length && !(cut && union == LONGEST)) {
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
        if (!cut) {
            union += a.length - i + b.length - j;
        }
        return union == 0 ? 0 : (double) common / union;
    }
}
