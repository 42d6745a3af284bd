package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tags of all Bedrock resources. */
final class Tags {

    private final Map<String, Map<String, String>> tags = new HashMap<>();

    void put(String arn, JsonNode list) {
        Map<String, String> all = tags.computeIfAbsent(arn, k -> new LinkedHashMap<>());
        list.forEach(
                tag -> all.put(tag.path("key").textValue(), tag.path("value").textValue()));
    }

    /** Returns the tags of a resource, or an empty map if the resource does not exist. */
    Map<String, String> all(String arn) {
        return tags.getOrDefault(arn, Map.of());
    }

    void drop(String arn) {
        tags.remove(arn);
    }

    /**
     * Rejects tags with the reserved prefix {@code aws:}. This rule is documented for tags in general. Bedrock's error
     * message is not documented.
     *
     * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">Best
     *     practices and requirements of tags</a>
     */
    static void requireOwn(ObjectNode input) {
        for (String member : List.of("tags", "jobTags", "customModelTags")) {
            for (JsonNode tag : input.path(member)) {
                if (tag.path("key").asText().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                    throw AwsError.validation("aws: prefixed tag key names are not allowed for external use.");
                }
            }
        }
    }

    ObjectNode list(ObjectNode input) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("tags");
        of(input).forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        return answer;
    }

    private Map<String, String> of(ObjectNode input) {
        String arn = input.path("resourceARN").textValue();
        Map<String, String> found = tags.get(arn);
        if (found == null) {
            throw AwsError.notFound("The resource " + arn + " does not exist.");
        }
        return found;
    }
}
