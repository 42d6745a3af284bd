package io.github.bedrockfinetuning.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads elements of a policy that contain a string or a list of strings. */
final class Texts {
    private Texts() {}

    static List<String> of(JsonNode element) {
        if (element.isMissingNode() || element.isNull()) {
            return List.of();
        }
        return element.isArray()
                ? StreamSupport.stream(element.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(element.asText());
    }
}
