package io.github.bedrockfinetuning.dataset.rules;

/** Checks an entire file after all its lines have been read. */
public interface FileRule extends Rule {
    void check(FileFacts file, FindingReporter report);
}
