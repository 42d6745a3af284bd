package io.github.bedrockfinetuning.dataset.rules;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Hashes of a file's valid records, so that records can be compared without being kept. Collecting stops at a cap, so
 * memory does not grow with the file.
 */
public final class Fingerprints {
    private final int cap;
    private final Fingerprints training;
    private long[] lines = new long[1024];
    private long[] questions = new long[1024];
    private long[] references = new long[1024];
    private int size;
    private boolean capped;
    private Map<Long, Long> firstLines;

    /** @param training the fingerprints of the training file, or null if there is none to compare with */
    public Fingerprints(int cap, Fingerprints training) {
        this.cap = cap;
        this.training = training;
    }

    public void add(long line, long question, long reference) {
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

    /** Whether there were more records than are compared. */
    public boolean capped() {
        return capped;
    }

    public long line(int record) {
        return lines[record];
    }

    /** A hash of the system prompt and all turns before the last answer. */
    public long question(int record) {
        return questions[record];
    }

    /** A hash of the last answer. */
    public long reference(int record) {
        return references[record];
    }

    public Fingerprints training() {
        return training;
    }

    /** The first line that asks this question, or null. */
    public Long firstLineOf(long question) {
        if (firstLines == null) {
            firstLines = new HashMap<>();
            for (int i = 0; i < size; i++) {
                firstLines.putIfAbsent(questions[i], lines[i]);
            }
        }
        return firstLines.get(question);
    }
}
