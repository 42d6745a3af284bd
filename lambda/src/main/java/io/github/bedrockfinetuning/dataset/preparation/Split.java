package io.github.bedrockfinetuning.dataset.preparation;

import org.jspecify.annotations.Nullable;

/**
 * The settings for splitting an uploaded file.
 *
 * @param validation the share of validation records, from 0 to 1; 0 for none
 * @param test the share of test records, from 0 to 1
 * @param seed the seed; the same seed always results in the same split
 * @param group a field by which records are grouped, if any; records with equal values stay on the same side
 * @param stratify whether every side has the same distribution of short completions, which are treated as labels
 */
public record Split(
        double validation, double test, long seed, @Nullable String group, boolean stratify) {
    public Split {
        if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
            throw new IllegalArgumentException("The validation share " + validation + " and the test share "
                    + test
                    + " are not valid. Each share must be at least 0, and their sum must be less than 1.");
        }
    }
}
