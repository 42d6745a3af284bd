package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one line from Bedrock model invocation logs: the conversation that was sent and the answer that was returned.
 * Supports every operation, with and without streaming, and the body format of every model. The line becomes an
 * example only if the answer is complete and consists of text. Otherwise, it is rejected with the reason.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html">Monitor model
 *     invocation using CloudWatch Logs and Amazon S3</a>
 */
final class InvocationLog implements Origin.LineReader {
    @Override
    public Example example(JsonNode log, String id) {
        requireWhole(log);
        JsonNode asked = log.path("input").path("inputBodyJson");
        JsonNode answered = log.path("output").path("outputBodyJson");
        LoggedQuestion question = LoggedQuestion.of(asked);
        LoggedAnswer answer = new LoggedAnswer();
        if (answered.isArray()) {
            answered.forEach(event -> LoggedBodies.event(event, answer));
        } else {
            LoggedBodies.whole(answered, answer);
        }
        String text = answer.text(answered.isArray());
        List<Turn> turns = new ArrayList<>(question.turns());
        turns.add(Turn.assistant(text));
        return new Example(id, question.system(), List.copyOf(turns), StrictJson.MAPPER.createObjectNode());
    }

    private static void requireWhole(JsonNode log) {
        JsonNode input = log.path("input");
        JsonNode output = log.path("output");
        if (log.hasNonNull("errorCode") || log.hasNonNull("errorMessage")) {
            throw new IllegalArgumentException("the call failed"
                    + (log.path("errorCode").isTextual()
                            ? " with " + log.get("errorCode").textValue()
                            : ""));
        }
        if (pointsElsewhere(input) || pointsElsewhere(output)) {
            throw new IllegalArgumentException(
                    "a body larger than 100 KB is stored in a separate object, and the log contains only its "
                            + "path; replace the path with the JSON content of that object");
        }
        if (!input.path("inputBodyJson").isObject()
                || !output.path("outputBodyJson").isContainerNode()) {
            throw new IllegalArgumentException("the line does not describe an invocation with input and output");
        }
    }

    private static boolean pointsElsewhere(JsonNode side) {
        for (String name : List.of("inputBodyS3Path", "outputBodyS3Path")) {
            if (side.hasNonNull(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<RecordedAnswer> recorded(JsonNode log) {
        return Optional.of(new RecordedAnswer(
                log.path("modelId").asText("unknown"),
                number(latency(log.path("output").path("outputBodyJson"))),
                number(log.at("/input/inputTokenCount")),
                number(log.at("/output/outputTokenCount"))));
    }

    /** Returns the latency that Converse reports in the response, or in the last event of a stream. */
    private static JsonNode latency(JsonNode body) {
        for (JsonNode event : body) {
            JsonNode told = event.at("/metadata/metrics/latencyMs");
            if (!told.isMissingNode()) {
                return told;
            }
        }
        return body.at("/metrics/latencyMs");
    }

    private static Optional<Long> number(JsonNode node) {
        return node.canConvertToLong() ? Optional.of(node.longValue()) : Optional.empty();
    }
}
