package io.github.bedrockfinetuning.metrics;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes the longest common subsequence of a list of tokens and other lists, 64 cells of the table at a time.
 *
 * <p>Based on H. Hyyrö, "Bit-Parallel LCS-length Computation Revisited", 2004: within a column, a bit is 0 if the
 * length grows from one row of the table to the next.
 */
final class CommonSubsequence {
    private final List<String> rows;
    private final int words;
    /** The rows that contain each token. */
    private final Map<String, long[]> places = new HashMap<>();

    /**
     * Creates a table for a list of tokens.
     *
     * @param rows the tokens of the table's rows
     */
    CommonSubsequence(List<String> rows) {
        this.rows = rows;
        this.words = (rows.size() + 63) >>> 6;
        for (int i = 0; i < rows.size(); i++) {
            places.computeIfAbsent(rows.get(i), token -> new long[words])[i >>> 6] |= 1L << i;
        }
    }

    /** Returns the length of the longest common subsequence. */
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

    /** Marks the rows of the longest common subsequence that rouge-score finds. */
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

    /** Returns whether the rows contain a token. Columns without such a token have no common subsequence. */
    boolean has(String token) {
        return places.containsKey(token);
    }

    private long[] first() {
        long[] steady = new long[words];
        Arrays.fill(steady, -1);
        return steady;
    }

    /** Advances by one column: V' = (V + (V &amp; M)) | (V &amp; ~M). */
    private static void advance(long[] steady, long @Nullable [] places) {
        if (places == null) {
            return;
        }
        long carry = 0;
        for (int w = 0; w < steady.length; w++) {
            long v = steady[w];
            long met = v & places[w];
            long sum = v + met + carry;
            // Unsigned: the sum overflowed if it is less than v, or if it equals v while both met and carry were set.
            carry = Long.compareUnsigned(sum, v) < 0 || (carry == 1 && sum == v) ? 1 : 0;
            steady[w] = sum | (v & ~places[w]);
        }
    }

    private static boolean grows(long[] steady, int row) {
        return (steady[row >>> 6] & 1L << row) == 0;
    }
}
