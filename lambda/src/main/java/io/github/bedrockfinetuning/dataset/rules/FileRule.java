package io.github.bedrockfinetuning.dataset.rules;

/** Looks at a file as a whole, once all its lines were read. */
public interface FileRule extends Rule {
    void check(FileFacts file, FindingReporter report);
}
