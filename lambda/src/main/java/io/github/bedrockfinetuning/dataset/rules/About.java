package io.github.bedrockfinetuning.dataset.rules;

/**
 * The documentation of a rule.
 *
 * @param id the ID in capitals, which findings contain
 * @param remedy the action for the user if there is a finding
 * @param source the source of the rule
 */
public record About(String id, Severity severity, String remedy, String source) {}
