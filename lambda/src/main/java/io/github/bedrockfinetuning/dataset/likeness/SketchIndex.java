package io.github.bedrockfinetuning.dataset.likeness;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/**
 * Finds the sketches that are at least so similar. Two such sketches share one of their rarest hashes, so only records
 * that do are compared with each other; and of those, only the ones whose outlines do not rule it out. Hashes share
 * table slots by their low bits: that costs a needless comparison, never a result.
 */
public final class SketchIndex {
    /** Records that share a hash beyond this many are not looked at for it: it says nothing. */
    private static final int MOST = 20;
    /** Records that one is compared with, those that share its rarest hashes first: time stays in bounds. */
    private static final int COMPARED = 100;

    /** In words of 64 bits: enough that the few bits of a sketch seldom meet those of another by chance. */
    private static final int OUTLINE = 4;

    private final List<int[]> sketches;
    private final double similarity;
    private final int mask;
    /** By slot, how many sketches have a hash there. */
    private final int[] frequency;
    /** By slot, one more than the last entry there; of each entry, its record and the one more of that before it. */
    private final int[] last;

    private int[] records = new int[1024];
    private int[] before = new int[1024];
    private int entries;
    private final byte[] indexed;
    /** Of each sketch, {@link #OUTLINE} words of bits: one bit for each of its hashes. */
    private final long[] outlines;

    private final long[] byFrequency = new long[Sketch.LONGEST];
    private int[] candidates = new int[COMPARED + MOST];
    private int found;
    /** By record, for which search it was found last. */
    private final int[] foundFor;

    private int search;

    /** @param similarity the least, above 0 and up to 1 */
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

    /** Takes every pair of similar sketches, the later one first. */
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

    /** Makes all sketches findable by {@link #nearest}. */
    public SketchIndex indexed() {
        for (int i = 0; i < sketches.size(); i++) {
            index(rarest(sketches.get(i)), i);
        }
        return this;
    }

    /** The most similar of the wanted sketches, the first of equals, or -1 if none is similar enough. */
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

    /** Whether outlines differ by no more bits than those of similar sketches can. */
    private boolean possible(int[] sketch, long[] outline, int at, int other) {
        int length = sketches.get(other).length;
        int common = (int) Math.ceil(similarity * Math.max(sketch.length, length));
        int different = 0;
        for (int i = 0; i < OUTLINE; i++) {
            different += Long.bitCount(outline[at + i] ^ outlines[other * OUTLINE + i]);
        }
        return different <= sketch.length + length - 2 * common;
    }

    /** Gathers the records that share one of the rarest hashes. */
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

    /** Sorts a sketch's hashes by their frequency; returns how many without any of which another is not similar. */
    private int rarest(int[] sketch) {
        for (int i = 0; i < sketch.length; i++) {
            byFrequency[i] = (long) frequency[sketch[i] & mask] << 32 | sketch[i] & 0xFFFFFFFFL;
        }
        Arrays.sort(byFrequency, 0, sketch.length);
        return sketch.length == 0 ? 0 : sketch.length - (int) Math.ceil(similarity * sketch.length) + 1;
    }
}
