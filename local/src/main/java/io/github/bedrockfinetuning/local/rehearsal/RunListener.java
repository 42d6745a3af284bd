package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepName;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.Listener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records the states of a run and reports its progress. */
final class RunListener implements Listener {
    private final Progress progress;
    private final boolean approve;
    private final Map<String, Instant> entered = new HashMap<>();
    private final Map<String, Long> answered = new HashMap<>();
    private final Map<String, Long> total = new HashMap<>();
    private final List<Outcome.StateRow> states = new ArrayList<>();
    private DeployedStack stack;
    private Instant start;

    /** @param approve whether to approve the run one hour after its approval request */
    RunListener(Progress progress, boolean approve) {
        this.progress = progress;
        this.approve = approve;
    }

    void follow(DeployedStack deployed) {
        stack = deployed;
        start = deployed.now();
    }

    List<Outcome.StateRow> states() {
        return List.copyOf(states);
    }

    @Override
    public void stateEntered(Execution execution, String state, JsonNode input) {
        entered.put(execution.arn() + "/" + state, stack.now());
        if (approve && state.equals(StepName.ASK_APPROVAL.id())) {
            stack.clock().after(Duration.ofHours(1), () -> stack.approve(execution.name()));
        }
    }

    @Override
    public void stateExited(Execution execution, String state, int attempts, String outcome) {
        if (execution.mapRunArn() != null) {
            return;
        }
        Instant since = entered.getOrDefault(execution.arn() + "/" + state, stack.now());
        double seconds = Duration.between(since, stack.now()).toMillis() / 1000.0;
        states.add(new Outcome.StateRow(state, attempts, seconds, outcome));
        if (isWork(state)) {
            progress.stateDone(Duration.between(start, stack.now()), state, attempts, outcome);
        }
    }

    /** Records the batches of a Distributed Map. */
    void batches(List<JsonNode> items) {
        answered.clear();
        total.clear();
        items.forEach(item -> total.merge(
                item.path(StateFields.SYSTEM).asText(SystemRole.TUNED.id()),
                item.path("count").asLong(),
                Long::sum));
    }

    @Override
    public void executionEnded(Execution execution) {
        JsonNode batch = execution.input().path(StateFields.BATCH);
        if (execution.mapRunArn() != null && batch.isObject()) {
            String system = execution.input().path(StateFields.SYSTEM).asText();
            long done = answered.merge(system, batch.path("count").asLong(), Long::sum);
            progress.answered(system, done, total.getOrDefault(system, done));
        }
    }

    private boolean isWork(String state) {
        JsonNode definition = stack.definition();
        String type = type(definition, state);
        return type.equals("Task") || type.equals("Map");
    }

    private static String type(JsonNode machine, String state) {
        JsonNode found = machine.path("States").path(state);
        if (!found.isMissingNode()) {
            return found.path("Type").asText();
        }
        for (JsonNode candidate : machine.path("States")) {
            for (JsonNode branch : candidate.path("Branches")) {
                String type = type(branch, state);
                if (!type.isEmpty()) {
                    return type;
                }
            }
        }
        return "";
    }
}
