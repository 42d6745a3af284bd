package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.text.Blank;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The question in a logged request, in the body format of any model.
 *
 * @param system the system prompt, if there is one
 */
record LoggedQuestion(@Nullable String system, List<Turn> turns) {
    /**
     * The names of parts that have no content for a model, and of reasoning parts, which do not belong to the
     * conversation.
     */
    private static final Set<String> NO_CONTENT =
            Set.of("cachePoint", "cache_control", "reasoningContent", "thinking", "redacted_thinking");

    /**
     * Markers of a prompt template that combines a conversation into one string. If such a prompt were treated as a
     * user message, it would be enclosed in markers again.
     */
    private static final Pattern TEMPLATE =
            Pattern.compile("<\\|[A-Za-z0-9_]+\\|>|<｜[^｜\n]{1,40}｜>|\\[/?INST\\]|<<SYS>>"
                    + "|</?(start|end)_of_turn>|\\A\\s*<s>|\n\\s*(Assistant|Bot|AI):\\s*\\z"
                    + "|\n\\s*#{2,}\\s*(Response|Assistant|Output|Answer):?\\s*\\z");

    /**
     * @throws IllegalArgumentException if the question cannot be represented as text only
     */
    static LoggedQuestion of(JsonNode body) {
        List<String> system = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        add(system, text(body.path("system"), "the system prompt"));
        add(system, text(body.path("preamble"), "the system prompt"));
        for (String history : List.of("messages", "chat_history")) {
            for (JsonNode message : body.path(history)) {
                message(message, system, turns);
            }
        }
        for (String prompt : List.of("prompt", "inputText", "message")) {
            if (body.path(prompt).isTextual()) {
                turns.add(Turn.user(plain(body.get(prompt).textValue())));
            }
        }
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("the input does not contain a text conversation");
        }
        if (turns.get(turns.size() - 1).role().equals(Turn.ASSISTANT)) {
            throw new IllegalArgumentException(
                    "the request contains the beginning of the answer, so the output is incomplete");
        }
        return new LoggedQuestion(system.isEmpty() ? null : String.join("\n", system), List.copyOf(turns));
    }

    private static void message(JsonNode message, List<String> system, List<Turn> turns) {
        String role = message.path("role").asText().toLowerCase(Locale.ROOT);
        JsonNode content = message.has("content") ? message.path("content") : message.path("message");
        if (!message.path("tool_calls").isEmpty()
                || !message.path("function_call").isEmpty()) {
            throw new IllegalArgumentException("the input contains a part that is not text (tool_calls)");
        }
        String text = text(content, "the input");
        if (role.equals("system") || role.equals("developer")) {
            add(system, text);
        } else {
            turns.add(new Turn(role.equals("chatbot") ? Turn.ASSISTANT : role, text));
        }
    }

    private static void add(List<String> system, String text) {
        if (!Blank.isBlank(text)) {
            system.add(text);
        }
    }

    private static String plain(String prompt) {
        if (TEMPLATE.matcher(prompt).find()) {
            throw new IllegalArgumentException("the prompt was created with a model's chat template");
        }
        return prompt;
    }

    /** Returns the text of a content element, or an empty string if there is none. */
    private static String text(JsonNode content, String where) {
        if (content.isTextual()) {
            return content.textValue();
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : content) {
            JsonNode guarded = part.path("guardContent").path("text").path("text");
            if (part.path("text").isTextual()) {
                parts.add(part.get("text").textValue());
            } else if (guarded.isTextual()) {
                parts.add(guarded.textValue());
            } else if (!carriesNothing(part)) {
                throw new IllegalArgumentException(where + " contains a part that is not text");
            }
        }
        return String.join("\n", parts);
    }

    private static boolean carriesNothing(JsonNode part) {
        if (part.path("type").isTextual()) {
            return NO_CONTENT.contains(part.get("type").textValue());
        }
        List<String> names = new ArrayList<>();
        part.fieldNames().forEachRemaining(names::add);
        return !names.isEmpty() && NO_CONTENT.containsAll(names);
    }
}
