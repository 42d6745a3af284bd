package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.bedrockfinetuning.answering.Batch;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.HistoryEvent;
import io.github.bedrockfinetuning.run.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * Determines which fields can reach each state and the maximum size of each field, by following the fields through the
 * definition. The fields that a step can add are listed here, so {@link #violations} detects a step that adds other
 * fields.
 */
final class PayloadBounds {
    /** The maximum size of a field: a run ID with 26 characters in quotation marks, a number, or a word. */
    private static final int RUN_ID = 28;

    private static final int NUMBER = 11;
    private static final int WORD = 20;
    private static final int INSTANT = 34;
    private static final int FLAG = 5;
    /** Task tokens of Step Functions have at most 2,048 characters. */
    private static final int TOKEN = 2_050;

    private static final int BATCH = Json.bytes(
                    new Batch(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)
                            .toJson()
                            .put("system", "reference"))
            .length;

    /**
     * The maximum size of a message with two quotes of one thousand characters. Each character has four bytes after it
     * is escaped twice.
     */
    private static final int MESSAGE = 4 * (1_000 + 2 * 1_001);
    /** Twenty lines of a stack trace in the format of Lambda. */
    private static final int TRACE = 20 * 300;

    static final int ERROR = MESSAGE + TRACE + 400;

    private static final Map<String, Map<String, Integer>> ADDED = Map.ofEntries(
            Map.entry("PrepareDataset", Map.of("status", WORD, "concurrency", NUMBER, "judge", FLAG)),
            Map.entry("StartTraining", Map.of("status", WORD, "queuedSince", INSTANT, "waitSeconds", NUMBER)),
            Map.entry("CheckTraining", Map.of("status", WORD, "waitSeconds", NUMBER)),
            Map.entry(
                    "AnswerBatch",
                    Map.of("status", WORD, "waitSeconds", NUMBER, "throttledSince", INSTANT, "failingSince", INSTANT)),
            Map.entry("StartServing", Map.of("status", WORD, "waitSeconds", NUMBER)),
            Map.entry("CheckServing", Map.of("status", WORD, "waitSeconds", NUMBER)),
            Map.entry("StopServing", Map.of("status", WORD, "waitSeconds", NUMBER, "looks", NUMBER, "judge", FLAG)),
            Map.entry(
                    "JudgeBatch",
                    Map.of("status", WORD, "waitSeconds", NUMBER, "throttledSince", INSTANT, "failingSince", INSTANT)),
            Map.entry("Evaluate", Map.of("status", WORD, "promote", FLAG)),
            Map.entry("Promote", Map.of("status", WORD)),
            Map.entry("Tell", Map.of("status", WORD)),
            Map.entry("CleanUp", Map.of("status", WORD, "waitSeconds", NUMBER, "looks", NUMBER, "quiet", NUMBER)));

    /** The fields in the response to an approval request, which replaces the state. */
    private static final Map<String, Integer> APPROVAL =
            Map.of("runId", RUN_ID, "status", WORD, "concurrency", NUMBER, "judge", FLAG);

    /** The bounds by blueprint. They are calculated once for all stacks that are deployed from a blueprint. */
    private static final Map<Blueprint, PayloadBounds> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<String, Map<String, Integer>> inputs = new TreeMap<>();
    private final Map<String, Map<String, Integer>> outputs = new TreeMap<>();
    private final Map<String, Integer> requests = new TreeMap<>();
    private boolean grew;

    PayloadBounds(JsonNode definition) {
        do {
            grew = false;
            follow(definition, Map.of("runId", RUN_ID));
        } while (grew);
    }

    /** Returns the bounds for the definition of a stack. */
    static PayloadBounds of(DeployedStack stack) {
        return KNOWN.computeIfAbsent(stack.blueprint(), absent -> new PayloadBounds(stack.definition()));
    }

    /** Returns the maximum payload size of each state in bytes, including its function and its output. */
    Map<String, Integer> bytes() {
        Map<String, Integer> bytes = new TreeMap<>(requests);
        inputs.forEach((state, fields) -> bytes.merge(state, size(fields), Math::max));
        outputs.forEach((state, fields) -> bytes.merge(state, size(fields), Math::max));
        return bytes;
    }

    /** Returns the payloads in the history of an execution that exceed the bounds or contain unknown fields. */
    List<String> violations(Execution execution) {
        List<String> violations = new ArrayList<>();
        for (HistoryEvent event : execution.history()) {
            if (event.type().endsWith("StateEntered")) {
                check(inputs, event, "input", violations);
            } else if (event.type().endsWith("StateExited")) {
                check(outputs, event, "output", violations);
            }
        }
        execution.children().forEach(child -> violations.addAll(violations(child)));
        return violations.stream().distinct().toList();
    }

    /** Returns the size of the largest payload in the history of an execution and its child executions. */
    static int largest(Execution execution) {
        int largest = 0;
        for (HistoryEvent event : execution.history()) {
            for (String part : List.of("input", "output", "parameters")) {
                JsonNode payload = event.details().path(part);
                largest = payload.isMissingNode() ? largest : Math.max(largest, Json.bytes(payload).length);
            }
        }
        for (Execution child : execution.children()) {
            largest = Math.max(largest, largest(child));
        }
        return largest;
    }

    private static void check(
            Map<String, Map<String, Integer>> bounds, HistoryEvent event, String part, List<String> violations) {
        String state = event.details().path("name").asText();
        JsonNode payload = event.details().path(part);
        Map<String, Integer> known = bounds.getOrDefault(state, Map.of());
        payload.properties().forEach(field -> {
            int bytes = Json.bytes(field.getValue()).length;
            Integer most = known.get(field.getKey());
            if (most == null || bytes > most) {
                violations.add("P: " + part + " of " + state + " has " + field.getKey() + " of " + bytes
                        + " bytes; known are " + known);
            }
        });
    }

    /** Follows the fields through a state machine, a branch or a map. Returns the output of its final states. */
    private Map<String, Integer> follow(JsonNode machine, Map<String, Integer> input) {
        Map<String, Integer> last = new TreeMap<>();
        enter(machine.path("StartAt").asText(), input);
        machine.path("States").properties().forEach(state -> {
            Map<String, Integer> in = inputs.getOrDefault(state.getKey(), Map.of());
            if (in.isEmpty()) {
                return; // The state has not been reached yet.
            }
            Map<String, Integer> out = output(state.getKey(), state.getValue(), in);
            grow(outputs, state.getKey(), out);
            JsonNode value = state.getValue();
            for (JsonNode catcher : value.path("Catch")) {
                Map<String, Integer> failed = with(in, Map.of("error", ERROR));
                enter(catcher.path("Next").asText(), failed);
                grow(outputs, state.getKey(), failed);
            }
            value.path("Choices").forEach(choice -> enter(choice.path("Next").asText(), in));
            for (String next : List.of("Next", "Default")) {
                Optional.ofNullable(value.get(next)).ifPresent(to -> enter(to.asText(), out));
            }
            boolean ends = value.path("End").asBoolean()
                    || Set.of("Succeed", "Fail").contains(value.path("Type").asText());
            if (ends) {
                out.forEach((field, bytes) -> last.merge(field, bytes, Math::max));
            }
        });
        return last;
    }

    private Map<String, Integer> output(String name, JsonNode state, Map<String, Integer> in) {
        switch (state.path("Type").asText()) {
            case "Task":
                String step = step(name);
                requests.put(name, request(state.path("Parameters"), in));
                return step.equals("AskApproval") ? APPROVAL : with(in, ADDED.get(step));
            case "Pass":
                return passed(state, in);
            case "Parallel":
                if (!state.path("OutputPath").asText().equals("$[0]")) {
                    throw new IllegalArgumentException(name + " hands on more than its first branch.");
                }
                List<Map<String, Integer>> branches = new ArrayList<>();
                state.path("Branches").forEach(branch -> branches.add(follow(branch, in)));
                return branches.get(0);
            case "Map":
                Map<String, Integer> item = new TreeMap<>();
                state.path("ItemSelector")
                        .properties()
                        .forEach(field -> item.put(field.getKey().replace(".$", ""), ofItem(field.getValue(), in)));
                follow(state.path("ItemProcessor"), item);
                if (!(state.get("ResultPath") instanceof NullNode)) {
                    throw new IllegalArgumentException(name + " hands on what its children return.");
                }
                return in;
            default:
                return in;
        }
    }

    /** Returns the payload of a function if the state specifies it. */
    private static int request(JsonNode parameters, Map<String, Integer> in) {
        int bytes = 2;
        for (var field : parameters.properties()) {
            String path = field.getValue().asText();
            bytes += field.getKey().length() + 4;
            if (field.getValue().isObject()) {
                bytes += request(field.getValue(), in);
            } else if (path.equals("$")) {
                bytes += size(in);
            } else if (path.startsWith("$$.")) {
                bytes += path.equals("$$.Task.Token") ? TOKEN : NUMBER;
            } else {
                bytes += field.getKey().endsWith(".$") ? in.get(path.substring(2)) : path.length() + 2;
            }
        }
        return bytes;
    }

    private static Map<String, Integer> passed(JsonNode state, Map<String, Integer> in) {
        if (state.has("Parameters")) {
            Map<String, Integer> made = new TreeMap<>();
            state.path("Parameters").properties().forEach(field -> {
                String path = field.getValue().asText();
                made.put(
                        field.getKey().replace(".$", ""),
                        field.getKey().endsWith(".$")
                                ? in.get(path.substring(2))
                                : Json.bytes(field.getValue()).length);
            });
            return made;
        }
        if (!state.has("Result")) {
            return in;
        }
        String at = state.path("ResultPath").asText("$");
        Map<String, Integer> result = new TreeMap<>();
        if (at.equals("$")) {
            state.path("Result")
                    .properties()
                    .forEach(field -> result.put(field.getKey(), Json.bytes(field.getValue()).length));
            return result;
        }
        return with(in, Map.of(at.substring(2), Json.bytes(state.path("Result")).length));
    }

    private static int ofItem(JsonNode value, Map<String, Integer> in) {
        String path = value.asText();
        if (path.equals("$$.Map.Item.Value")) {
            return BATCH;
        }
        return path.startsWith("$.") ? in.get(path.substring(2)) : WORD;
    }

    /** Returns the name of the step. Most states have the same name. */
    private static String step(String state) {
        return switch (state) {
            case "AnswerBaselineBatch", "AnswerTunedBatch" -> "AnswerBatch";
            case "StopUnpromoted" -> "StopServing";
            case "TellFailure" -> "Tell";
            default -> state;
        };
    }

    private void enter(String state, Map<String, Integer> fields) {
        grow(inputs, state, fields);
    }

    private void grow(Map<String, Map<String, Integer>> all, String state, Map<String, Integer> fields) {
        Map<String, Integer> known = all.computeIfAbsent(state, absent -> new TreeMap<>());
        Map<String, Integer> larger = with(known, fields);
        grew |= !larger.equals(known);
        all.put(state, larger);
    }

    private static Map<String, Integer> with(Map<String, Integer> fields, Map<String, Integer> more) {
        Map<String, Integer> all = new TreeMap<>(fields);
        more.forEach((field, bytes) -> all.merge(field, bytes, Math::max));
        return all;
    }

    private static int size(Map<String, Integer> fields) {
        return 2
                + fields.entrySet().stream()
                        .mapToInt(field -> field.getKey().length() + 4 + field.getValue())
                        .sum();
    }
}
