package io.github.bedrockfinetuning.dataset.rules;

/** Checks the bytes of a line. After a finding, no further rules check the line. */
public interface LineRule extends Rule {
    /** Returns whether there is a finding. */
    boolean spoils(Line line, FindingReporter report);
}
