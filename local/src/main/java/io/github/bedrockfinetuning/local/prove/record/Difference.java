package io.github.bedrockfinetuning.local.prove.record;

/**
 * A difference between the responses of AWS and of the local simulation.
 *
 * @param operation the API operation and the subject of the request
 * @param member the member of the response, or {@code error}
 * @param local the value that the local simulation returns
 * @param aws the value that AWS returns
 */
public record Difference(String operation, String member, String local, String aws) {}
