package io.github.bedrockfinetuning.dataset.rules;

import org.jspecify.annotations.Nullable;

/** Receives the findings of rules. It knows the line that is being checked. */
public interface FindingReporter {
    /**
     * Reports a finding about the current line.
     *
     * @param column the column in characters, starting at 1; null if unknown
     * @param field the path of the field; null if the finding is not about a field
     * @param message the finding as a sentence
     */
    void add(Rule rule, @Nullable Integer column, @Nullable String field, String message);

    default void add(Rule rule, @Nullable String field, String message) {
        add(rule, null, field, message);
    }

    /**
     * Counts a value that an exemption allows.
     *
     * @param key the exemption
     */
    void exempt(String kind, String key);

    /** Reports a finding about a line other than the current one. */
    void at(long line, Rule rule, String message);
}
