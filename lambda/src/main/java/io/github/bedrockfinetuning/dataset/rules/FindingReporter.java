package io.github.bedrockfinetuning.dataset.rules;

import org.jspecify.annotations.Nullable;

/** Where rules put what they find. It knows the line that is being looked at. */
public interface FindingReporter {
    /**
     * @param column in characters from 1, or null
     * @param field the path of the field, or null
     * @param message a whole sentence
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

    /** For a finding about another line than the current one. */
    void at(long line, Rule rule, String message);
}
