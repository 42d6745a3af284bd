package io.github.bedrockfinetuning.local.prove.record;

/**
 * A difference between a response of AWS and of the local AWS.
 *
 * @param operation the API operation, and what the request was about
 * @param member the member of the response, or {@code error}
 * @param local what the local AWS returns
 * @param aws what AWS returns
 */
public record Difference(String operation, String member, String local, String aws) {}
