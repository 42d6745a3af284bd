package io.github.bedrockfinetuning.metrics;

import java.util.Arrays;

/**
 * How often each n-gram of some lists of symbols occurs, without a text being made of any. An n-gram has a number: that of
 * the n-gram that is one shorter, together with the last symbol, finds it. An instance serves one order after the other.
 */
final class NgramCounts {
    private long[] keys = new long[1 << 10];
    private int[] numbers = new int[1 << 10];
    private int size;

    /**
     * The numbers of a list's n-grams, given those of its n-grams that are one symbol shorter. Equal n-grams have equal
     * numbers, in whichever list they stand.
     *
     * @param shorter for n = 1, zeros, as many as there are symbols
     * @param n how many symbols an n-gram has, of which the shorter ones have all but the last
     */
    int[] numbers(int[] shorter, int[] symbols, int n) {
        int[] longer = new int[Math.max(0, symbols.length - n + 1)];
        for (int i = 0; i < longer.length; i++) {
            longer[i] = number((long) shorter[i] << 32 | symbols[i + n - 1]);
        }
        return longer;
    }

    /** Forgets all n-grams, for the next order. */
    void clear() {
        Arrays.fill(numbers, 0);
        size = 0;
    }

    int size() {
        return size;
    }

    /** From 0, in the order in which they are first asked for. */
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

    /** The finalizer of MurmurHash3, by Austin Appleby: every bit of the key moves every bit of the outcome. */
    private static long mix(long key) {
        long h = key;
        h = (h ^ h >>> 33) * 0xFF51AFD7ED558CCDL;
        h = (h ^ h >>> 33) * 0xC4CEB9FE1A85EC53L;
        return h ^ h >>> 33;
    }

    /** The size of the multiset intersection of two lists of numbers below a bound. */
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
