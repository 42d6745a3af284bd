package io.github.bedrockfinetuning.dataset.rules;

/** Looks at the bytes of a line. Its first finding spoils the line for all further rules. */
public interface LineRule extends Rule {
    /** Whether there was a finding. */
    boolean spoils(Line line, FindingReporter report);
}
