package io.github.bedrockfinetuning.dataset.preparation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts lengths in logarithmic ranges, with two ranges for every doubling. */
final class Histogram {
    private final long[] buckets = new long[2 * Integer.SIZE];

    void add(int length) {
        buckets[bucket(Math.max(0, length))]++;
    }

    /**
     * Returns the range of a length. There are two ranges for every number of binary digits, distinguished by the
     * second digit. 0 and 1 have their own ranges.
     */
    private static int bucket(int length) {
        int digits = Integer.SIZE - Integer.numberOfLeadingZeros(length);
        return digits < 2 ? digits : 2 * digits - 2 + (length >> (digits - 2) & 1);
    }

    private static long least(int bucket) {
        return bucket < 2 ? bucket : (2L + bucket % 2) << (bucket / 2 - 1);
    }

    /** Returns the bars from the first range to the last range that is not empty. */
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
        long from = least(bucket);
        long to = least(bucket + 1) - 1;
        return from == to ? Long.toString(from) : String.format(Locale.ROOT, "%,d to %,d", from, to);
    }
}
