package io.github.bedrockfinetuning.local.prove.record;

/**
 * Something that AWS answers otherwise than the local AWS.
 *
 * @param operation the API's operation, and what the request was about
 * @param member of the answer, or {@code error}
 * @param local what the local AWS answers
 * @param aws what AWS answers
 */
public record Difference(String operation, String member, String local, String aws) {}
