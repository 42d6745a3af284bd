package io.github.bedrockfinetuning.local.aws.api;

/**
 * An operation of a service.
 *
 * @param path the path, with labels in braces
 * @param status the HTTP status of a successful response
 * @param input the shape of the parameters
 */
public record Operation(String name, String method, String path, int status, String input) {}
