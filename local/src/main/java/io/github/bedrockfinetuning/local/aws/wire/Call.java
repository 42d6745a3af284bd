package io.github.bedrockfinetuning.local.aws.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request whose service and operation are known.
 *
 * @param role the caller: its access key ID
 * @param service the signing name: {@code s3}, {@code bedrock}, {@code states}, …
 * @param resource the resource that the request names: an ARN, a name or {@code bucket/key}; empty if it names none
 * @param input the operation's parameters as JSON, without the content of objects
 */
public record Call(
        String role, String service, String operation, String resource, ObjectNode input, AwsRequest request) {}
