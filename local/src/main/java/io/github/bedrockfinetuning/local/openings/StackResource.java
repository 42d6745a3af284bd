package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource of a template with its intrinsic functions resolved.
 *
 * @param stack the stack's name
 * @param arn its ARN, as AWS would create it
 * @param ref what {@code Ref} returns
 * @param properties resolved; what could not be resolved contains {@link Unresolved#MARK}
 */
record StackResource(String stack, String logicalId, String type, String arn, String ref, JsonNode properties) {

    String place() {
        return stack + "/" + logicalId;
    }

    JsonNode property(String name) {
        return properties.path(name);
    }
}
