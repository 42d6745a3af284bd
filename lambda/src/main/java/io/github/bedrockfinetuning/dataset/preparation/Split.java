package io.github.bedrockfinetuning.dataset.preparation;

import org.jspecify.annotations.Nullable;

/**
 * The settings for splitting an uploaded file.
 *
 * @param validation the share of validation records, 0 to 1; 0 for none
 * @param test the share of test records, 0 to 1
 * @param seed a different seed results in a different split; the same seed always results in the same split
 * @param group a field whose equal values are kept on one side, if any
 * @param stratify whether short completions, treated as labels, keep their shares on every side
 */
public record Split(
        double validation, double test, long seed, @Nullable String group, boolean stratify) {
    public Split {
        if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
            throw new IllegalArgumentException("A split needs shares of at least 0 that leave something to train on; "
                    + "this one has validation " + validation + " and test " + test + ".");
        }
    }
}
