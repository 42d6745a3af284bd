package io.github.bedrockfinetuning.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an answer and a reference have in common.
 *
 * @param common how many parts are in both
 * @param given how many parts the answer has
 * @param wanted how many parts the reference has
 */
record Overlap(int common, int given, int wanted) {

    /** Each part as often as it occurs. */
    static <T> Overlap ofAll(List<T> given, List<T> wanted) {
        return new Overlap(Counts.common(Counts.of(wanted), given), given.size(), wanted.size());
    }

    /** Each part once. */
    static <T> Overlap ofDistinct(List<T> given, List<T> wanted) {
        Set<T> inGiven = new HashSet<>(given);
        Set<T> inWanted = new HashSet<>(wanted);
        int of = inGiven.size();
        inGiven.retainAll(inWanted);
        return new Overlap(inGiven.size(), of, inWanted.size());
    }

    /**
     * @param ofNothing what the definition says where the answer is empty
     */
    double precision(double ofNothing) {
        return given == 0 ? ofNothing : (double) common / given;
    }

    /**
     * @param ofNothing what the definition says where the reference is empty
     */
    double recall(double ofNothing) {
        return wanted == 0 ? ofNothing : (double) common / wanted;
    }

    /** The harmonic mean of both; 0 where both are. */
    double f1(double ofNothing) {
        return Counts.f1(precision(ofNothing), recall(ofNothing));
    }
}
