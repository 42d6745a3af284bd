package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A clock and executions with the tasks of a test. JSON can contain single quotes. */
final class Simulation implements AutoCloseable {
    static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Machine";
    static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonParser.Feature.ALLOW_SINGLE_QUOTES).build();

    final VirtualClock clock = new VirtualClock(START);
    final List<TaskCall> calls = new ArrayList<>();
    final List<Long> callSeconds = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    final List<JsonNode> items = new ArrayList<>();
    final List<String> itemsRead = new ArrayList<>();
    final Executions executions;
    private final Map<String, TaskRunner> tasks = new LinkedHashMap<>();

    Simulation() {
        this(1);
    }

    Simulation(long seed) {
        executions = new Executions(clock, this::call, this::read, new RecordingListener(), seed);
    }

    /** Sets the task of a state. By default, a task returns its input. */
    Simulation task(String state, TaskRunner runner) {
        tasks.put(state, runner);
        return this;
    }

    Simulation items(String... json) {
        for (String item : json) {
            items.add(json(item));
        }
        return this;
    }

    Execution start(String machine, String input) {
        return executions.start(StateMachine.parse(json(machine)), MACHINE, null, json(input));
    }

    Execution run(String machine, String input) {
        Execution execution = start(machine, input);
        clock.run();
        return execution;
    }

    /** Runs a state machine with a single state, whose name is S, to its end. */
    Execution runState(String state, String input) {
        return run(machine(state), input);
    }

    static String machine(String state) {
        return "{'StartAt':'S','States':{'S':" + state + "}}";
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }

    static List<String> types(Execution execution) {
        return execution.history().stream().map(HistoryEvent::type).toList();
    }

    long seconds() {
        return Duration.between(START, clock.now()).toSeconds();
    }

    long seconds(Instant instant) {
        return Duration.between(START, instant).toSeconds();
    }

    private JsonNode call(TaskCall call) throws TaskFailed {
        calls.add(call);
        callSeconds.add(seconds());
        return tasks.getOrDefault(call.state(), TaskCall::input).run(call);
    }

    private List<JsonNode> read(String machineArn, String bucket, String key) throws TaskFailed {
        itemsRead.add(bucket + "/" + key);
        if (items.isEmpty()) {
            throw new TaskFailed("S3.NoSuchKey", "The specified key does not exist.");
        }
        return items;
    }

    @Override
    public void close() {
        clock.close();
    }

    private final class RecordingListener implements Listener {
        @Override
        public void executionStarted(Execution execution) {
            heard.add("started " + kind(execution));
        }

        @Override
        public void executionEnded(Execution execution) {
            heard.add("ended " + kind(execution) + " " + execution.status());
        }

        @Override
        public void stateEntered(Execution execution, String state, JsonNode input) {
            heard.add("entered " + state);
        }

        @Override
        public void stateExited(Execution execution, String state, int attempts, String outcome) {
            heard.add("exited " + state + " " + attempts + " " + outcome);
        }

        @Override
        public void taskAttempted(TaskCall call, String error) {
            heard.add("tried " + call.state() + " " + call.attempt() + " " + error);
        }

        private String kind(Execution execution) {
            return execution.mapRunArn() == null ? "execution" : "child";
        }
    }
}
