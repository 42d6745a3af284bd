package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource in a template. Its intrinsic functions are resolved.
 *
 * @param stack the name of the stack
 * @param arn the ARN that AWS would assign
 * @param ref the value that {@code Ref} returns
 * @param properties the resolved properties; unresolved values contain {@link Unresolved#MARK}
 */
record StackResource(String stack, String logicalId, String type, String arn, String ref, JsonNode properties) {

    String place() {
        return stack + "/" + logicalId;
    }

    JsonNode property(String name) {
        return properties.path(name);
    }
}
