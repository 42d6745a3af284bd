package io.github.bedrockfinetuning.local.aws.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request whose service and operation are known.
 *
 * @param role the caller: its access key ID
 * @param service the signing name: {@code s3}, {@code bedrock}, {@code states}, …
 * @param resource what the operation acts on, as far as the request tells: an ARN, a name, {@code bucket/key}
 * @param input the operation's parameters as JSON, bodies of objects aside
 */
public record Call(
        String role, String service, String operation, String resource, ObjectNode input, AwsRequest request) {}
