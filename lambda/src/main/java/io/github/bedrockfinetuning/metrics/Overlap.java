package io.github.bedrockfinetuning.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The overlap between an answer and a reference.
 *
 * @param common the number of parts in both
 * @param given the number of parts in the answer
 * @param wanted the number of parts in the reference
 */
record Overlap(int common, int given, int wanted) {

    /** Counts repeated parts as often as they occur. */
    static <T> Overlap ofAll(List<T> given, List<T> wanted) {
        return new Overlap(Counts.common(Counts.of(wanted), given), given.size(), wanted.size());
    }

    /** Counts each distinct part once. */
    static <T> Overlap ofDistinct(List<T> given, List<T> wanted) {
        Set<T> inGiven = new HashSet<>(given);
        Set<T> inWanted = new HashSet<>(wanted);
        int of = inGiven.size();
        inGiven.retainAll(inWanted);
        return new Overlap(inGiven.size(), of, inWanted.size());
    }

    /**
     * Returns the share of the answer's parts that the reference contains.
     *
     * @param ofNothing the precision of an empty answer according to the metric's definition
     */
    double precision(double ofNothing) {
        return given == 0 ? ofNothing : (double) common / given;
    }

    /**
     * Returns the share of the reference's parts that the answer contains.
     *
     * @param ofNothing the recall for an empty reference according to the metric's definition
     */
    double recall(double ofNothing) {
        return wanted == 0 ? ofNothing : (double) common / wanted;
    }

    /** Returns the harmonic mean of precision and recall, or 0 if both are 0. */
    double f1(double ofNothing) {
        return Counts.f1(precision(ofNothing), recall(ofNothing));
    }
}
