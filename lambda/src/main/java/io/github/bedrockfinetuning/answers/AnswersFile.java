package io.github.bedrockfinetuning.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file with a system's answers: JSON Lines in the format {@code {"id", "answer"}} or in TAT-QA's format
 * {@code {"uid", "pred_answer"}}.
 */
public final class AnswersFile {
    private AnswersFile() {}

    /**
     * Reads the answers by record ID.
     *
     * @param structured whether TAT-QA answers keep their structure for the TAT-QA metrics instead of becoming plain
     *     text
     * @throws JsonLines.Malformed if a line contains no answer, or an answer for an ID that already has one
     */
    public static Map<String, Answer> read(Path file, boolean structured) throws IOException {
        Map<String, Answer> answers = new LinkedHashMap<>();
        read(file, structured, answers);
        return answers;
    }

    /** Reads the answers into the specified map. */
    public static void read(Path file, boolean structured, Map<String, Answer> answers) throws IOException {
        JsonLines.read(file, object -> {
            Answer answer = object.has("uid") && object.has("pred_answer") ? tatQa(object, structured) : answer(object);
            if (answers.containsKey(answer.id())) {
                throw new IllegalArgumentException("the ID \"" + answer.id() + "\" already has an answer.");
            }
            answers.put(answer.id(), answer);
        });
    }

    private static Answer answer(ObjectNode object) {
        String id = JsonLines.text(object, "id");
        if (!object.has("answer") && !object.has("failed")) {
            throw new IllegalArgumentException("the object has neither \"answer\" nor \"failed\".");
        }
        JsonNode answer = object.path("answer");
        String text = answer.isTextual() ? answer.textValue() : isNone(answer) ? null : answer.toString();
        return new Answer(
                id,
                text,
                whole(object, "latencyMs"),
                tokens(object, "inputTokens"),
                tokens(object, "outputTokens"),
                failure(object.path("failed")));
    }

    private static @Nullable String failure(JsonNode failed) {
        if (isNone(failed) || (failed.isBoolean() && !failed.booleanValue())) {
            return null;
        }
        return failed.isTextual() ? failed.textValue() : "failed";
    }

    private static Answer tatQa(ObjectNode object, boolean structured) {
        JsonNode answer = object.get("pred_answer");
        String scale = object.path("pred_scale").asText("");
        String text = null;
        boolean empty =
                answer.isTextual() ? answer.textValue().isEmpty() : answer.isContainerNode() && answer.isEmpty();
        if (!isNone(answer)) {
            text = empty ? "" : structured ? structured(answer, scale) : plain(answer, scale);
        }
        return new Answer(JsonLines.text(object, "uid"), text, null, null, null, null);
    }

    private static String structured(JsonNode answer, String scale) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        kept.set("pred_answer", answer);
        return kept.put("pred_scale", scale).toString();
    }

    /** Returns an answer in the format of TAT-QA training records: answers separated by "; ", followed by the scale. */
    public static String plain(JsonNode answer, String scale) {
        List<String> parts = new ArrayList<>();
        if (answer.isArray()) {
            answer.forEach(part -> parts.add(part.isTextual() ? part.textValue() : part.toString()));
        } else {
            parts.add(answer.isTextual() ? answer.textValue() : answer.toString());
        }
        String joined = String.join("; ", parts);
        return scale.isEmpty() ? joined : scale.equals("percent") ? joined + "%" : joined + " " + scale;
    }

    private static @Nullable Long whole(ObjectNode object, String field) {
        JsonNode value = object.path(field);
        if (isNone(value)) {
            return null;
        }
        if (!value.isNumber() || value.doubleValue() < 0 || Double.isInfinite(value.doubleValue())) {
            throw new IllegalArgumentException(
                    "\"" + field + "\" must be a number that is greater than or equal to 0, but it is " + value + ".");
        }
        return Math.round(value.doubleValue());
    }

    private static @Nullable Integer tokens(ObjectNode object, String field) {
        Long value = whole(object, field);
        return value == null ? null : Math.toIntExact(Math.min(value, Integer.MAX_VALUE));
    }

    /** Returns whether a value is missing. pandas writes NaN for a missing value. */
    private static boolean isNone(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.isDouble() && Double.isNaN(node.doubleValue());
    }
}
