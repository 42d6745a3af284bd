package io.github.bedrockfinetuning.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One line of OpenAI's chat fine-tuning format. */
final class OpenAiChat {
    private OpenAiChat() {}

    static Example example(JsonNode node, String id) {
        JsonNode messages = node.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw new IllegalArgumentException("the record has no list of messages");
        }
        List<String> system = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        int index = 0;
        for (JsonNode message : messages) {
            String at = "messages[" + index++ + "]";
            refuseWhatTextCannotCarry(message, at);
            String role = message.path("role").asText();
            boolean instructs = role.equals("system") || role.equals("developer");
            if (instructs && none(message.path("content"))) {
                continue;
            }
            String text = text(message.path("content"), at);
            if (instructs) {
                if (!turns.isEmpty()) {
                    throw new IllegalArgumentException(at + " is a system message inside the conversation");
                }
                system.add(text);
            } else if (role.equals(Turn.USER) || role.equals(Turn.ASSISTANT)) {
                turns.add(new Turn(role, text));
            } else {
                throw new IllegalArgumentException(
                        at + " has the role \"" + role + "\", which Bedrock does not train on");
            }
        }
        String joined = system.isEmpty() ? null : String.join("\n\n", system);
        return new Example(id, joined, List.copyOf(turns), Json.MAPPER.createObjectNode());
    }

    private static void refuseWhatTextCannotCarry(JsonNode message, String at) {
        for (String key : List.of("tool_calls", "function_call", "audio", "refusal")) {
            if (!none(message.path(key))) {
                throw new IllegalArgumentException(at + " holds " + key + ", which training on text cannot carry");
            }
        }
        if (message.path("weight").asInt(1) == 0) {
            throw new IllegalArgumentException(
                    at + " has weight 0; Bedrock trains on every assistant message and cannot leave one out");
        }
    }

    /** Whether a field that is there says nothing: null, an empty list or object, or blank text, in parts or not. */
    private static boolean none(JsonNode value) {
        if (value.isArray()) {
            for (JsonNode part : value) {
                JsonNode text = part.path("text");
                if (!text.isTextual() || !Blank.isBlank(text.textValue())) {
                    return false;
                }
            }
            return true;
        }
        return value.isMissingNode()
                || value.isNull()
                || value.isObject() && value.isEmpty()
                || value.isTextual() && Blank.isBlank(value.textValue());
    }

    private static String text(JsonNode content, String at) {
        if (content.isTextual()) {
            return content.textValue();
        }
        if (!content.isArray() || content.isEmpty()) {
            throw new IllegalArgumentException(at + " has no text");
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : content) {
            if (!part.path("text").isTextual()) {
                throw new IllegalArgumentException(at + " holds "
                        + part.path("type").asText("a part that is no text") + ", which training on text cannot carry");
            }
            parts.add(part.get("text").textValue());
        }
        return String.join("\n", parts);
    }
}
