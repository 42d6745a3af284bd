package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.dataset.rules.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A finding about a file.
 *
 * @param rule the rule's ID, as in docs/RULES.md
 * @param file the file's name
 * @param line the line number, starting at 1; null for a finding about the whole file
 * @param column the column in characters, starting at 1; null if a field identifies the position better
 * @param field the path of the field, such as {@code messages[1].content}; null if there is none
 * @param message the finding, without the values of secrets and personal data
 * @param remedy the action for the user
 */
public record Finding(
        String rule,
        Severity severity,
        String file,
        @Nullable Long line,
        @Nullable Integer column,
        @Nullable String field,
        String message,
        String remedy) {}
