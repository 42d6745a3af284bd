package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.dataset.rules.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One finding about a file.
 *
 * @param rule the rule's id, as in docs/RULES.md
 * @param file the file's name
 * @param line the line number, from 1, or null for a finding about the whole file
 * @param column the column in characters, from 1, or null if a field identifies the position better
 * @param field the path of the field, such as {@code messages[1].content}, or null if there is none
 * @param message what was found; never the value of a secret or of personal data
 * @param remedy what to do about it
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
