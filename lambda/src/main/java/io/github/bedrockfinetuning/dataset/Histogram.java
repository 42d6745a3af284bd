package io.github.bedrockfinetuning.dataset;

import java.util.ArrayList;
import java.util.List;

/** Counts lengths by powers of two. */
final class Histogram {
    private final long[] buckets = new long[Integer.SIZE];

    void add(int length) {
        buckets[Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, length))]++;
    }

    /** From the first bucket that holds something to the last. */
    List<DataReport.Bar> bars() {
        int first = 0;
        int last = buckets.length - 1;
        while (first < last && buckets[first] == 0) {
            first++;
        }
        while (last > first && buckets[last] == 0) {
            last--;
        }
        long most = 0;
        for (long bucket : buckets) {
            most = Math.max(most, bucket);
        }
        List<DataReport.Bar> bars = new ArrayList<>();
        for (int i = first; i <= last && most > 0; i++) {
            bars.add(new DataReport.Bar(name(i), buckets[i], (int) (100 * buckets[i] / most)));
        }
        return bars;
    }

    private static String name(int bucket) {
        return bucket == 0 ? "0" : String.format("%,d to %,d", 1L << (bucket - 1), (1L << bucket) - 1);
    }
}
