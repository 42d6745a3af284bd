package io.github.bedrockfinetuning.dataset.rules;

/**
 * What a rule says of itself.
 *
 * @param id in capitals; findings carry it
 * @param remedy what a user does about a finding
 * @param source where the rule comes from
 */
public record About(String id, Severity severity, String remedy, String source) {}
