package io.github.bedrockfinetuning.contract.settings;

/**
 * An error in the value of a setting.
 *
 * @param path the position in the value, as a JSON pointer; empty for the whole value
 * @param message the required value, as a sentence
 */
public record Fault(String path, String message) {}
