package io.github.bedrockfinetuning.dataset.likeness;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/**
 * Finds sketches whose similarity is at least a specified minimum. Two such sketches share one of their rarest
 * hashes, so only records that share one are compared. Records whose outlines rule out the similarity are skipped.
 * Hashes share table slots by their low bits, which can cause an unnecessary comparison but never a wrong result.
 */
public final class SketchIndex {
    /** The maximum number of records to consider for a shared hash. A more frequent hash is not significant. */
    private static final int MOST = 20;
    /**
     * The maximum number of records to compare with one record, which limits the processing time. Records that share
     * its rarest hashes come first.
     */
    private static final int COMPARED = 100;

    /** The size of an outline, in 64-bit words. It is large enough that the bits of two sketches rarely coincide. */
    private static final int OUTLINE = 4;

    private final List<int[]> sketches;
    private final double similarity;
    private final int mask;
    /** The number of sketches that have a hash in each slot. */
    private final int[] frequency;
    /**
     * The index of the last entry in each slot, plus one. Each entry consists of a record and the index of the
     * previous entry, plus one.
     */
    private final int[] last;

    private int[] records = new int[1024];
    private int[] before = new int[1024];
    private int entries;
    private final byte[] indexed;
    /**
     * The outlines of all sketches. Each one consists of {@link #OUTLINE} words, with one bit for each hash of the
     * sketch.
     */
    private final long[] outlines;

    private final long[] byFrequency = new long[Sketch.LONGEST];
    private int[] candidates = new int[COMPARED + MOST];
    private int found;
    /** For each record, the number of the last search that found it. */
    private final int[] foundFor;

    private int search;

    /**
     * @param similarity the minimum similarity, greater than 0 and at most 1
     */
    public SketchIndex(List<int[]> sketches, double similarity) {
        this.sketches = sketches;
        this.similarity = similarity;
        int hashes = 0;
        for (int[] sketch : sketches) {
            hashes += sketch.length;
        }
        int slots = Integer.highestOneBit(Math.max(hashes, 512)) * 2;
        mask = slots - 1;
        frequency = new int[slots];
        last = new int[slots];
        indexed = new byte[slots];
        outlines = new long[sketches.size() * OUTLINE];
        foundFor = new int[sketches.size()];
        for (int i = 0; i < sketches.size(); i++) {
            for (int hash : sketches.get(i)) {
                frequency[hash & mask]++;
            }
            outline(sketches.get(i), outlines, i * OUTLINE);
        }
    }

    private static void outline(int[] sketch, long[] into, int at) {
        Arrays.fill(into, at, at + OUTLINE, 0);
        for (int hash : sketch) {
            into[at + (hash >>> 6) % OUTLINE] |= 1L << hash;
        }
    }

    /** Reports every pair of similar sketches, with the later sketch first. */
    public void pairs(BiConsumer<Integer, Integer> pair) {
        for (int i = 0; i < sketches.size(); i++) {
            int[] sketch = sketches.get(i);
            int rarest = rarest(sketch);
            search(rarest);
            for (int c = 0; c < found; c++) {
                int earlier = candidates[c];
                if (possible(sketch, outlines, i * OUTLINE, earlier)
                        && Sketch.similarity(sketch, sketches.get(earlier)) >= similarity) {
                    pair.accept(i, earlier);
                }
            }
            index(rarest, i);
        }
    }

    /** Adds all sketches to the index that {@link #nearest} searches. */
    public SketchIndex indexed() {
        for (int i = 0; i < sketches.size(); i++) {
            index(rarest(sketches.get(i)), i);
        }
        return this;
    }

    /**
     * Returns the most similar of the requested sketches, or -1 if none is similar enough. If several are equally
     * similar, returns the first one.
     */
    public int nearest(int[] sketch, IntPredicate wanted) {
        int best = -1;
        double most = 0;
        search(rarest(sketch));
        long[] outline = new long[OUTLINE];
        outline(sketch, outline, 0);
        for (int c = 0; c < found; c++) {
            int candidate = candidates[c];
            if (!possible(sketch, outline, 0, candidate) || !wanted.test(candidate)) {
                continue;
            }
            double here = Sketch.similarity(sketch, sketches.get(candidate));
            if (here >= similarity && (here > most || here == most && candidate < best)) {
                best = candidate;
                most = here;
            }
        }
        return best;
    }

    /**
     * Checks whether the number of bits that differ between two outlines is low enough for the sketches to be
     * similar.
     */
    private boolean possible(int[] sketch, long[] outline, int at, int other) {
        int length = sketches.get(other).length;
        int common = (int) Math.ceil(similarity * Math.max(sketch.length, length));
        int different = 0;
        for (int i = 0; i < OUTLINE; i++) {
            different += Long.bitCount(outline[at + i] ^ outlines[other * OUTLINE + i]);
        }
        return different <= sketch.length + length - 2 * common;
    }

    /** Collects the records that share one of the rarest hashes. */
    private void search(int rarest) {
        search++;
        found = 0;
        for (int i = 0; i < rarest && found < COMPARED; i++) {
            for (int entry = last[(int) byFrequency[i] & mask]; entry != 0; entry = before[entry - 1]) {
                int record = records[entry - 1];
                if (foundFor[record] != search) {
                    foundFor[record] = search;
                    candidates[found++] = record;
                }
            }
        }
    }

    private void index(int rarest, int record) {
        if (entries + rarest > records.length) {
            records = Arrays.copyOf(records, records.length * 2);
            before = Arrays.copyOf(before, before.length * 2);
        }
        for (int i = 0; i < rarest; i++) {
            int slot = (int) byFrequency[i] & mask;
            if (indexed[slot] < MOST) {
                indexed[slot]++;
                records[entries] = record;
                before[entries] = last[slot];
                last[slot] = ++entries;
            }
        }
    }

    /**
     * Sorts a sketch's hashes by frequency. Returns the number of rarest hashes of which a similar sketch shares at
     * least one.
     */
    private int rarest(int[] sketch) {
        for (int i = 0; i < sketch.length; i++) {
            byFrequency[i] = (long) frequency[sketch[i] & mask] << 32 | sketch[i] & 0xFFFFFFFFL;
        }
        Arrays.sort(byFrequency, 0, sketch.length);
        return sketch.length == 0 ? 0 : sketch.length - (int) Math.ceil(similarity * sketch.length) + 1;
    }
}
