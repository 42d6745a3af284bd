package io.github.bedrockfinetuning.metrics;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The longest common subsequence of a list of tokens with others, 64 cells of the table at a time.
 *
 * <p>H. Hyyrö, "Bit-Parallel LCS-length Computation Revisited", 2004: a bit is 1 where the length grows from one row of the
 * table to the next, within one column.
 */
final class CommonSubsequence {
    private final List<String> rows;
    private final int words;
    /** Where in the rows each token stands. */
    private final Map<String, long[]> places = new HashMap<>();

    /** @param rows the tokens whose places are asked for */
    CommonSubsequence(List<String> rows) {
        this.rows = rows;
        this.words = (rows.size() + 63) >>> 6;
        for (int i = 0; i < rows.size(); i++) {
            places.computeIfAbsent(rows.get(i), token -> new long[words])[i >>> 6] |= 1L << i;
        }
    }

    /** Its length. */
    int length(List<String> columns) {
        long[] steady = first();
        for (String token : columns) {
            advance(steady, places.get(token));
        }
        int length = 0;
        for (int i = 0; i < rows.size(); i++) {
            length += grows(steady, i) ? 1 : 0;
        }
        return length;
    }

    /** Marks the rows of one longest common subsequence: the one that rouge-score finds. */
    void mark(List<String> columns, BitSet marks) {
        long[][] steady = new long[columns.size() + 1][];
        steady[0] = first();
        for (int j = 1; j < steady.length; j++) {
            long[] at = places.get(columns.get(j - 1));
            steady[j] = at == null ? steady[j - 1] : steady[j - 1].clone();
            advance(steady[j], at);
        }
        int i = rows.size();
        int j = columns.size();
        while (i > 0 && j > 0) {
            if (rows.get(i - 1).equals(columns.get(j - 1))) {
                marks.set(i - 1);
                i--;
                j--;
            } else if (grows(steady[j], i - 1)) {
                j--;
            } else {
                i--;
            }
        }
    }

    /** Whether a token stands in the rows; columns without any have nothing in common with them. */
    boolean has(String token) {
        return places.containsKey(token);
    }

    private long[] first() {
        long[] steady = new long[words];
        Arrays.fill(steady, -1);
        return steady;
    }

    /** One column further: V' = (V + (V & M)) | (V & ~M). */
    private static void advance(long[] steady, long[] places) {
        if (places == null) {
            return;
        }
        long carry = 0;
        for (int w = 0; w < steady.length; w++) {
            long v = steady[w];
            long met = v & places[w];
            long sum = v + met + carry;
            // Unsigned: the sum wrapped round if it came out below v, or equal to it with both met and carry set.
            carry = Long.compareUnsigned(sum, v) < 0 || (carry == 1 && sum == v) ? 1 : 0;
            steady[w] = sum | (v & ~places[w]);
        }
    }

    private static boolean grows(long[] steady, int row) {
        return (steady[row >>> 6] & 1L << row) == 0;
    }
}
