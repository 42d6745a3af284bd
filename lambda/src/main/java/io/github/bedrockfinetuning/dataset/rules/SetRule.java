package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;

/** Compares the valid records of a file with each other, and with those of its training file. */
public interface SetRule extends Rule {
    void check(Fingerprints set, FindingReporter report);
}
