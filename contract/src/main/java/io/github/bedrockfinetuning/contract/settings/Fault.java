package io.github.bedrockfinetuning.contract.settings;

/**
 * What is wrong with the value of a setting.
 *
 * @param path where in the value, as a JSON pointer; empty for the value as a whole
 * @param message what the value must be, as a sentence
 */
public record Fault(String path, String message) {}
