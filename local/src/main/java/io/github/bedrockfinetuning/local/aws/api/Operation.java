package io.github.bedrockfinetuning.local.aws.api;

/**
 * One operation of a service.
 *
 * @param path with its labels in braces
 * @param status of a successful answer
 * @param input the shape of its parameters
 */
public record Operation(String name, String method, String path, int status, String input) {}
