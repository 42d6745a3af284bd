package io.github.bedrockfinetuning.dataset.preparation;

/**
 * How a dropped file is divided.
 *
 * @param validation the share of validation records, 0 to 1; 0 for none
 * @param test the share of test records, 0 to 1
 * @param seed another seed gives another split; the same seed always the same
 * @param group a field whose equal values stay on one side; null for none
 * @param stratify whether short completions, taken as labels, keep their shares on every side
 */
public record Split(double validation, double test, long seed, String group, boolean stratify) {
    public Split {
        if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
            throw new IllegalArgumentException("A split needs shares of at least 0 that leave something to train on; "
                    + "this one has validation " + validation + " and test " + test + ".");
        }
    }
}
