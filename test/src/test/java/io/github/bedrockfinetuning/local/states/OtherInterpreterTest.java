package io.github.bedrockfinetuning.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Compares the interpreter with an independent one, npm aws-local-stepfunctions, which {@code npm ci} installs in
 * test/js.
 */
@Timeout(300)
class OtherInterpreterTest {
    private static final int MACHINES = 600;
    /** Compares numbers by value: 1 and 1.0 are equal. */
    private static final Comparator<JsonNode> BY_VALUE =
            (a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;

    private static final Path JS = Files.isDirectory(Path.of("js")) ? Path.of("js") : Path.of("test", "js");

    @Test
    void endsRandomMachinesAsAnotherInterpreterDoes() throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(JS.resolve("node_modules/aws-local-stepfunctions")),
                "Not installed: run npm ci in test/js to compare with aws-local-stepfunctions.");
        List<ObjectNode> cases = new ArrayList<>();
        for (long seed = 0; seed < MACHINES; seed++) {
            cases.add(RandomMachines.make(seed));
        }
        List<JsonNode> theirs = others(cases);

        Map<String, Integer> ends = new TreeMap<>();
        List<String> differences = new ArrayList<>();
        for (int seed = 0; seed < MACHINES; seed++) {
            JsonNode ours = ours(cases.get(seed));
            ends.merge(ours.has("output") ? "output" : ours.get("error").asText(), 1, Integer::sum);
            if (!same(ours, theirs.get(seed))) {
                differences.add("seed " + seed + "\n ours   " + ours + "\n theirs " + theirs.get(seed) + "\n of     "
                        + cases.get(seed));
            }
        }

        assertThat(differences).isEmpty();
        // The comparison is meaningful only if all final statuses occur often.
        assertThat(ends.get("output")).isGreaterThan(MACHINES / 4);
        assertThat(ends.keySet()).contains("Boom", "Given", "States.Runtime", "States.NoChoiceMatched");
    }

    private static boolean same(JsonNode ours, JsonNode theirs) {
        // The other interpreter has no payload limit.
        return ours.path("error").asText().equals(StateFailure.DATA_LIMIT_EXCEEDED)
                || withoutCauses(ours).equals(BY_VALUE, withoutCauses(theirs));
    }

    /** Removes the causes, because the messages of errors differ between the interpreters. */
    private static JsonNode withoutCauses(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String error : List.of("error", "Error")) {
                if (object.path(error).asText().startsWith("States.")) {
                    object.remove(List.of("cause", "Cause"));
                }
            }
        }
        node.forEach(OtherInterpreterTest::withoutCauses);
        return node;
    }

    private static JsonNode ours(ObjectNode made) {
        try (Simulation simulation = new Simulation()) {
            made.get("tasks").properties().forEach(task -> simulation.task(task.getKey(), runner(task.getValue())));
            Execution execution = simulation.run(
                    made.get("machine").toString(), made.get("input").toString());
            ObjectNode end = History.details();
            if (execution.output() != null) {
                return end.set("output", execution.output());
            }
            return end.put("error", execution.error()).put("cause", execution.cause());
        }
    }

    private static TaskRunner runner(JsonNode outcomes) {
        Map<JsonNode, Integer> calls = new HashMap<>();
        return call -> {
            int number = calls.merge(call.input(), 1, Integer::sum);
            JsonNode outcome = outcomes.get(Math.min(number, outcomes.size()) - 1);
            if (outcome.has("error")) {
                throw new TaskFailed(
                        outcome.get("error").asText(), outcome.get("cause").asText());
            }
            return outcome.has("echo") ? call.input() : outcome.get("output");
        };
    }

    private static List<JsonNode> others(List<ObjectNode> cases) throws IOException, InterruptedException {
        Process node = new ProcessBuilder("node", "states.mjs")
                .directory(JS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread writer = new Thread(() -> {
            try (var lines = node.outputWriter(StandardCharsets.UTF_8)) {
                for (ObjectNode made : cases) {
                    lines.write(made + "\n");
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        writer.start();
        List<JsonNode> ends;
        try (var lines = node.inputReader(StandardCharsets.UTF_8)) {
            ends = lines.lines().map(Simulation::json).toList();
        }
        assertThat(node.waitFor()).isZero();
        assertThat(ends).hasSameSizeAs(cases);
        return ends;
    }
}
