package io.github.bedrockfinetuning.dataset.likeness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of a file's valid records, which are used for comparisons instead of the records themselves. Collection
 * stops at a limit, so memory use does not depend on the file size.
 */
public final class Fingerprints {
    /** The minimum share of words and word pairs that nearly identical questions have in common. */
    public static final double NEAR = 0.65;

    private final int cap;
    private final int nearCap;
    private final @Nullable Fingerprints training;
    private final List<int[]> sketches = new ArrayList<>();
    private final List<Traits> traits = new ArrayList<>();
    private @Nullable SketchIndex neighbours;
    private long[] lines = new long[1024];
    private long[] questions = new long[1024];
    private long[] references = new long[1024];
    private int size;
    private boolean capped;
    private @Nullable Map<Long, Long> firstLines;

    /**
     * @param nearCap maximum number of records whose questions are compared for near duplicates; at most {@code cap}
     * @param training the fingerprints of the training file, or null if there are none to compare with
     */
    public Fingerprints(int cap, int nearCap, @Nullable Fingerprints training) {
        this.cap = cap;
        this.nearCap = nearCap;
        this.training = training;
    }

    /**
     * @param sketch null if the maximum number of sketches was reached
     * @param of the record's traits, or null if that maximum was reached
     */
    public void add(long line, long question, long reference, int @Nullable [] sketch, @Nullable Traits of) {
        if (size == cap) {
            capped = true;
            return;
        }
        if (size == lines.length) {
            int capacity = Math.min(cap, size * 2);
            lines = Arrays.copyOf(lines, capacity);
            questions = Arrays.copyOf(questions, capacity);
            references = Arrays.copyOf(references, capacity);
        }
        if (size < nearCap) {
            sketches.add(sketch);
            traits.add(of);
        }
        lines[size] = line;
        questions[size] = question;
        references[size++] = reference;
    }

    public int size() {
        return size;
    }

    public int cap() {
        return cap;
    }

    /** Returns whether the file has more than the maximum number of records to compare. */
    public boolean capped() {
        return capped;
    }

    public int nearCap() {
        return nearCap;
    }

    public boolean nearCapped() {
        return size > nearCap || capped;
    }

    /** Returns the sketches of the first records, in the order of the records. */
    public List<int[]> sketches() {
        return sketches;
    }

    /** Returns the number of records with traits, which are the first records in the file. */
    public int described() {
        return traits.size();
    }

    public Traits traits(int record) {
        return traits.get(record);
    }

    /** Checks whether two records with similar sketches also begin and end in nearly the same way. */
    public boolean framedAlike(int record, Fingerprints others, int other) {
        // The sketch of a short question contains all of its words.
        boolean wholly =
                sketches.get(record).length < Sketch.LONGEST && others.sketches.get(other).length < Sketch.LONGEST;
        return wholly || traits.get(record).framedAs(others.traits.get(other));
    }

    /** Lists the line numbers of the first few of the specified records. */
    public String linesOf(List<Integer> records, int shown) {
        String first = records.stream()
                .limit(shown)
                .map(record -> Long.toString(line(record)))
                .collect(Collectors.joining(", "));
        return (records.size() == 1 ? "line " : "lines ") + first + (records.size() > shown ? ", ..." : "");
    }

    /** Returns an index for finding records that are nearly identical to records in other files. */
    public SketchIndex neighbours() {
        if (neighbours == null) {
            neighbours = new SketchIndex(sketches, NEAR).indexed();
        }
        return neighbours;
    }

    public long line(int record) {
        return lines[record];
    }

    /** Returns a hash of the system prompt and all turns before the last answer. */
    public long question(int record) {
        return questions[record];
    }

    /** Returns a hash of the last answer. */
    public long reference(int record) {
        return references[record];
    }

    public @Nullable Fingerprints training() {
        return training;
    }

    /** Returns the first line that contains this question, or null if there is none. */
    public @Nullable Long firstLineOf(long question) {
        if (firstLines == null) {
            firstLines = new HashMap<>();
            for (int i = 0; i < size; i++) {
                firstLines.putIfAbsent(questions[i], lines[i]);
            }
        }
        return firstLines.get(question);
    }
}
