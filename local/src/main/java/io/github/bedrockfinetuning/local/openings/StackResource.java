package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource of a template with its intrinsic functions resolved.
 *
 * @param stack the stack's name
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
