package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.text.Blank;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads conversations as lists of messages: the formats of OpenAI ({@code role}, {@code content}), ShareGPT
 * ({@code from}, {@code value}), Gemini ({@code role}, {@code parts}), and similar formats.
 */
final class ChatRecords implements Origin.LineReader {
    private static final List<String> LISTS =
            List.of("messages", "conversations", "conversation", "contents", "dialogue", "dialog", "turns", "chat");
    private static final List<String> ROLES = List.of("role", "from", "speaker", "author");
    private static final List<String> TEXTS = List.of("content", "value", "text", "message", "parts", "utterance");
    private static final List<String> SYSTEMS =
            List.of("system", "system_prompt", "systemInstruction", "system_instruction");

    private static final Set<String> SYSTEM = Set.of("system", "developer");
    private static final Set<String> USER = Set.of("user", "human", "prompter", "customer", "client");
    private static final Set<String> ASSISTANT =
            Set.of("assistant", "gpt", "chatgpt", "model", "bot", "chatbot", "ai", "bing", "bard", "claude", "agent");

    private static final List<String> NO_TEXT =
            List.of("tool_calls", "function_call", "functionCall", "audio", "refusal");

    private final FieldUse use;

    ChatRecords(FieldUse use) {
        this.use = use;
    }

    /** Checks whether a field with this name contains a list of messages. */
    static boolean isList(String name) {
        return LISTS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Returns the field of a record that contains its list of messages. */
    static Optional<String> listOf(JsonNode record) {
        for (String name : LISTS) {
            if (record.path(name).isArray()
                    && record.path(name).path(0).isObject()
                    && !first(record.path(name).path(0), ROLES).isEmpty()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Returns the message field that specifies the speaker, such as {@code from}. */
    static String roleField(JsonNode record) {
        return listOf(record)
                .map(list -> first(record.path(list).path(0), ROLES))
                .orElse("");
    }

    @Override
    public Example example(JsonNode record, String id) {
        String list = LISTS.stream()
                .filter(name ->
                        record.path(name).isArray() && !record.path(name).isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the record has no list of messages"));
        use.used(list);
        List<String> system = new ArrayList<>();
        for (String name : SYSTEMS) {
            if (!none(record.path(name))) {
                use.used(name);
                system.add(text(record.path(name), name));
            }
        }
        List<Turn> turns = new ArrayList<>();
        int index = 0;
        for (JsonNode message : record.path(list)) {
            message(message, list + "[" + index++ + "]", system, turns);
        }
        ObjectNode fields = use.leftOver(record);
        String joined = system.isEmpty() ? null : String.join("\n\n", system);
        return new Example(use.id(record, id), joined, List.copyOf(turns), fields);
    }

    private static void message(JsonNode message, String at, List<String> system, List<Turn> turns) {
        refuseWhatTextCannotCarry(message, at);
        String role = message.path(first(message, ROLES)).asText().strip().toLowerCase(Locale.ROOT);
        JsonNode content = message.path(first(message, TEXTS));
        if (SYSTEM.contains(role)) {
            if (!none(content)) {
                if (!turns.isEmpty()) {
                    throw new IllegalArgumentException(at + " is a system message within the conversation");
                }
                system.add(text(content, at));
            }
        } else if (USER.contains(role) || ASSISTANT.contains(role)) {
            turns.add(new Turn(USER.contains(role) ? Turn.USER : Turn.ASSISTANT, text(content, at)));
        } else {
            throw new IllegalArgumentException(
                    at + " has the role \"" + FieldUse.shown(role) + "\", which Bedrock does not support for training");
        }
    }

    private static String first(JsonNode message, List<String> names) {
        return names.stream().filter(message::has).findFirst().orElse("");
    }

    private static void refuseWhatTextCannotCarry(JsonNode message, String at) {
        for (String key : NO_TEXT) {
            if (!none(message.path(key))) {
                throw new IllegalArgumentException(
                        at + " contains " + key + ", which is not supported for training on text");
            }
        }
        if (message.path("weight").asInt(1) == 0) {
            throw new IllegalArgumentException(
                    at + " has weight 0, but Bedrock trains on every assistant message and cannot exclude any");
        }
    }

    /** Checks whether a field is empty: null, an empty list or object, or a blank string. */
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
        JsonNode list = content.path("parts").isArray() ? content.path("parts") : content;
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException(at + " has no text");
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : list) {
            JsonNode text = part.isTextual() ? part : part.path("text");
            if (!text.isTextual()) {
                throw new IllegalArgumentException(at + " contains "
                        + FieldUse.shown(part.path("type").asText("a part that is not text"))
                        + ", which is not supported for training on text");
            }
            parts.add(text.textValue());
        }
        return String.join("\n", parts);
    }
}
