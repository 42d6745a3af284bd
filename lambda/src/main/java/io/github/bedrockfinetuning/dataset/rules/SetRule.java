package io.github.bedrockfinetuning.dataset.rules;

/** Compares the valid records of a file with each other, and with those of its training file. */
public interface SetRule extends Rule {
    void check(Fingerprints set, Report report);
}
