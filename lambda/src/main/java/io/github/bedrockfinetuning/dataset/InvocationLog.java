package io.github.bedrockfinetuning.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of Bedrock's model invocation logs: the conversation that was sent, and the answer that came.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html">Monitor model
 *     invocation using CloudWatch Logs and Amazon S3</a>
 */
final class InvocationLog implements Origin.LineReader {
    @Override
    public Example example(JsonNode log, String id) {
        JsonNode input = log.path("input");
        JsonNode output = log.path("output");
        if (input.has("inputBodyS3Path") || output.has("outputBodyS3Path")) {
            throw new IllegalArgumentException("the body is stored in another object, which the log only points to");
        }
        JsonNode asked = input.path("inputBodyJson");
        JsonNode answered = output.path("outputBodyJson");
        if (!asked.isObject() || answered.isMissingNode()) {
            throw new IllegalArgumentException("the line is no invocation with its input and output");
        }
        List<Turn> turns = new ArrayList<>();
        if (asked.path("prompt").isTextual()) {
            turns.add(Turn.user(asked.get("prompt").textValue()));
        }
        for (JsonNode message : asked.path("messages")) {
            turns.add(new Turn(message.path("role").asText(), text(message.path("content"), "the input")));
        }
        turns.add(Turn.assistant(answer(answered)));
        JsonNode system = asked.path("system");
        boolean none = system.isMissingNode() || system.isNull() || system.isArray() && system.isEmpty();
        return new Example(
                id,
                none ? null : text(system, "the system prompt"),
                List.copyOf(turns),
                Json.MAPPER.createObjectNode());
    }

    @Override
    public Optional<RecordedAnswer> recorded(JsonNode log) {
        return Optional.of(new RecordedAnswer(
                log.path("modelId").asText("unknown"),
                number(log.at("/output/outputBodyJson/metrics/latencyMs")),
                number(log.at("/input/inputTokenCount")),
                number(log.at("/output/outputTokenCount"))));
    }

    private static Optional<Long> number(JsonNode node) {
        return node.canConvertToLong() ? Optional.of(node.longValue()) : Optional.empty();
    }

    private static String answer(JsonNode body) {
        if (body.isArray()) {
            StringBuilder streamed = new StringBuilder();
            body.forEach(
                    event -> streamed.append(event.path("delta").path("text").asText(""))
                            .append(event.path("contentBlockDelta")
                                    .path("delta")
                                    .path("text")
                                    .asText(""))
                            .append(event.path("generation").asText("")));
            return streamed.toString();
        }
        if (body.path("generation").isTextual()) {
            return body.get("generation").textValue();
        }
        JsonNode message = body.path("output").path("message").path("content");
        return text(message.isMissingNode() ? body.path("content") : message, "the output");
    }

    private static String text(JsonNode content, String where) {
        if (content.isTextual()) {
            return content.textValue();
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : content) {
            if (!part.path("text").isTextual()) {
                throw new IllegalArgumentException(where + " holds a part that is no text");
            }
            parts.add(part.get("text").textValue());
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(where + " holds no text");
        }
        return String.join("\n", parts);
    }
}
