package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.text.Blank;
import java.util.List;
import java.util.Set;

/**
 * Reads the answer bodies of models and the events of their streams. Chunks of most streams have the format of a whole
 * body, but Converse and Claude's Messages API have their own events.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html">Inference request
 *     parameters and response fields for foundation models</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStreamOutput.html">
 *     ConverseStreamOutput</a>
 */
final class LoggedBodies {
    /** Reasoning blocks in Converse and Claude responses. They are not part of the answer. */
    private static final Set<String> REASONING = Set.of("reasoningContent", "thinking", "redacted_thinking");
    /** Fields that a text block can contain in addition to the text. */
    private static final Set<String> PASSED_OVER = Set.of("text", "type", "citations", "cachePoint", "cache_control");

    private static final List<String> ERRORS = List.of(
            "internalServerException",
            "modelStreamErrorException",
            "modelTimeoutException",
            "serviceUnavailableException",
            "throttlingException",
            "validationException",
            "error");

    private LoggedBodies() {}

    /** Reads a body that was not streamed. */
    static void whole(JsonNode body, LoggedAnswer answer) {
        common(body, answer);
        JsonNode message = body.path("output").path("message").path("content");
        if (!message.isMissingNode()) {
            content(message, answer);
        } else if (body.path("content").isArray() || body.path("content").isTextual()) {
            content(body.path("content"), answer);
        } else if (!piece(body, answer)) {
            answer.refuse("the output does not contain the text of an answer");
        }
    }

    /** Reads one event of a stream. */
    static void event(JsonNode event, LoggedAnswer answer) {
        common(event, answer);
        JsonNode begun = event.path("contentBlockStart").path("start");
        begun.fieldNames().forEachRemaining(name -> block(name, answer));
        JsonNode delta = event.path("contentBlockDelta").path("delta");
        if (delta.isObject()) {
            delta(delta, answer);
        }
        answer.ended(event.path("messageStop").path("stopReason"));
        answer.ended(event.path("delta").path("stop_reason"));
        JsonNode claude = event.path("content_block");
        if (claude.isObject()) {
            part(claude, answer);
        } else if (event.path("type").asText().equals("content_block_delta")) {
            claudeDelta(event.path("delta"), answer);
        } else if (event.path("message").path("content").isArray()) {
            content(event.path("message").path("content"), answer);
        } else if (!delta.isObject()) {
            piece(event, answer);
        }
    }

    /** Reads the fields that any type of body or event can contain. */
    private static void common(JsonNode body, LoggedAnswer answer) {
        for (String error : ERRORS) {
            if (body.hasNonNull(error)) {
                answer.refuse("the answer ended with an error");
            }
        }
        if (body.path("type").asText().equals("error")) {
            answer.refuse("the answer ended with an error");
        }
        if (body.path("amazon-bedrock-guardrailAction").asText().equals("INTERVENED")) {
            answer.refuse("a guardrail replaced the answer");
        }
        answer.ended(body.path("stopReason"));
        answer.ended(body.path("stop_reason"));
        answer.ended(body.path("finish_reason"));
        answer.ended(body.path("completionReason"));
    }

    private static void content(JsonNode content, LoggedAnswer answer) {
        if (content.isTextual()) {
            answer.add(content.textValue());
        }
        content.forEach(part -> part(part, answer));
    }

    private static void part(JsonNode part, LoggedAnswer answer) {
        JsonNode text = part.path("text");
        String type = part.path("type").asText();
        if (text.isTextual()) {
            answer.add(text.textValue());
        } else if (!type.isEmpty()) {
            block(type, answer);
        } else if (part.path("citationsContent").isObject()) {
            part.path("citationsContent")
                    .path("content")
                    .forEach(cited -> answer.add(cited.path("text").asText("")));
        } else if (part.isEmpty()) {
            answer.refusePart("nothing");
        } else {
            part.fieldNames().forEachRemaining(name -> block(name, answer));
        }
    }

    private static void block(String name, LoggedAnswer answer) {
        if (!REASONING.contains(name) && !PASSED_OVER.contains(name)) {
            answer.refusePart(name);
        }
    }

    private static void delta(JsonNode delta, LoggedAnswer answer) {
        if (delta.path("text").isTextual()) {
            answer.add(delta.get("text").textValue());
        } else {
            delta.fieldNames().forEachRemaining(name -> block(name.equals("citation") ? "citations" : name, answer));
        }
    }

    private static void claudeDelta(JsonNode delta, LoggedAnswer answer) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> answer.add(delta.path("text").asText(""));
            case "input_json_delta" -> answer.refusePart("tool_use");
            case "thinking_delta", "signature_delta", "citations_delta" -> {}
            default -> answer.refusePart(delta.path("type").asText("nothing"));
        }
    }

    /** Reads a complete body from another model, or a chunk of such a body. Returns false if it is neither. */
    private static boolean piece(JsonNode body, LoggedAnswer answer) {
        boolean known = text(body, "generation", answer);
        known |= text(body, "completion", answer);
        known |= text(body, "outputText", answer);
        known |= body.path("text").isTextual()
                && !body.path("event_type").asText("text-generation").equals("stream-end")
                && text(body, "text", answer);
        known |= body.path("event_type").asText().equals("stream-end");
        if (!body.path("tool_calls").isEmpty()) {
            answer.refusePart("tool_calls");
        }
        for (String several : List.of("results", "outputs", "choices", "generations", "completions")) {
            JsonNode list = body.path(several);
            known |= list.isArray();
            if (list.size() > 1) {
                answer.refuse("the output contains several answers");
            }
            list.forEach(one -> one(one, answer));
            if (list.path(0).path("index").asInt(0) > 0) {
                answer.refuse("the output contains several answers");
            }
        }
        return known;
    }

    private static boolean text(JsonNode body, String name, LoggedAnswer answer) {
        if (body.path(name).isTextual()) {
            answer.add(body.get(name).textValue());
        }
        return body.has(name);
    }

    /** Reads one of the answers in a body that contains several. */
    private static void one(JsonNode one, LoggedAnswer answer) {
        text(one, "outputText", answer);
        text(one, "text", answer);
        answer.add(one.path("data").path("text").asText(""));
        answer.ended(one.path("completionReason"));
        answer.ended(one.path("stop_reason"));
        answer.ended(one.path("finish_reason"));
        answer.ended(one.path("finishReason").path("reason"));
        for (String said : List.of("message", "delta")) {
            JsonNode message = one.path(said);
            content(message.path("content"), answer);
            for (String call : List.of("tool_calls", "function_call", "audio")) {
                if (!message.path(call).isEmpty()) {
                    answer.refusePart(call);
                }
            }
            if (message.path("refusal").isTextual()
                    && !Blank.isBlank(message.path("refusal").textValue())) {
                answer.refuse("the answer was filtered or refused");
            }
        }
    }
}
