package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.dataset.rules.Severity;

/**
 * One thing found in a file.
 *
 * @param rule the rule's id, as in docs/RULES.md
 * @param file the file's name
 * @param line from 1; null for a finding about the whole file
 * @param column in characters from 1; null where a field says it better
 * @param field the path of the field, such as {@code messages[1].content}; null where there is none
 * @param message what was found; never the value of a secret or of personal data
 * @param remedy what to do about it
 */
public record Finding(
        String rule,
        Severity severity,
        String file,
        Long line,
        Integer column,
        String field,
        String message,
        String remedy) {}
