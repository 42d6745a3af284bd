package io.github.bedrockfinetuning.metrics;

import java.util.Arrays;

/**
 * Assigns numbers to the n-grams of several lists of symbols without creating a string for any of them. An n-gram is
 * identified by the number of its prefix, which is one symbol shorter, and its last symbol. An instance processes one
 * order at a time.
 */
final class NgramCounts {
    private long[] keys = new long[1 << 10];
    private int[] numbers = new int[1 << 10];
    private int size;

    /**
     * Returns the numbers of a list's n-grams, based on the numbers of its n-grams that are one symbol shorter. Equal
     * n-grams have equal numbers in all lists.
     *
     * @param shorter the numbers of the n-grams of length n - 1; for n = 1, one zero per symbol
     * @param n the number of symbols in an n-gram
     */
    int[] numbers(int[] shorter, int[] symbols, int n) {
        int[] longer = new int[Math.max(0, symbols.length - n + 1)];
        for (int i = 0; i < longer.length; i++) {
            longer[i] = number((long) shorter[i] << 32 | symbols[i + n - 1]);
        }
        return longer;
    }

    /** Removes all n-grams before the next order is processed. */
    void clear() {
        Arrays.fill(numbers, 0);
        size = 0;
    }

    int size() {
        return size;
    }

    /** Returns the number that is assigned to a key. Numbers start at 0, in the order of first use. */
    int number(long key) {
        int mask = keys.length - 1;
        int slot = (int) (mix(key) & mask);
        while (numbers[slot] != 0) {
            if (keys[slot] == key) {
                return numbers[slot] - 1;
            }
            slot = slot + 1 & mask;
        }
        keys[slot] = key;
        numbers[slot] = ++size;
        int number = size - 1;
        if (size * 2 > keys.length) {
            grow();
        }
        return number;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new int[oldKeys.length * 2];
        int mask = keys.length - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != 0) {
                int slot = (int) (mix(oldKeys[i]) & mask);
                while (numbers[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    /**
     * The finalizer of MurmurHash3, by Austin Appleby, in which every bit of the key affects every bit of the result.
     */
    private static long mix(long key) {
        long h = key;
        h = (h ^ h >>> 33) * 0xFF51AFD7ED558CCDL;
        h = (h ^ h >>> 33) * 0xC4CEB9FE1A85EC53L;
        return h ^ h >>> 33;
    }

    /**
     * Returns the size of the multiset intersection of two lists of numbers.
     *
     * @param bound a number that is greater than all numbers in the lists
     */
    static int common(int[] a, int[] b, int bound) {
        int[] counts = new int[bound];
        for (int number : a) {
            counts[number]++;
        }
        int common = 0;
        for (int number : b) {
            common += counts[number]-- > 0 ? 1 : 0;
        }
        return common;
    }
}
