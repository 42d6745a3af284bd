package io.github.bedrockfinetuning.local.aws.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request whose service and operation are known.
 *
 * @param role the access key ID of the caller
 * @param service the signing name: {@code s3}, {@code bedrock}, {@code states}, …
 * @param resource the resource in the request: an ARN, a name or {@code bucket/key}; empty if there is none
 * @param input the parameters of the operation as JSON, without the content of objects
 */
public record Call(
        String role, String service, String operation, String resource, ObjectNode input, AwsRequest request) {}
