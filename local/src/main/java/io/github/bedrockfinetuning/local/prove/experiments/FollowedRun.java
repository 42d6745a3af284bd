package io.github.bedrockfinetuning.local.prove.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunExecution;
import io.github.bedrockfinetuning.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** Tracks a run that an experiment started. */
final class FollowedRun {
    /** The maximum time that a run can take to start. Includes the event, the queue and a cold start. */
    private static final Duration TO_START = Duration.ofMinutes(15);
    /**
     * The maximum time that it can take to write the final status after an execution ends. Includes the cleanup and
     * the notification.
     */
    private static final Duration TO_TELL = Duration.ofMinutes(60);

    private static final String HISTORY = "GetExecutionHistory";

    private final Bench bench;
    private final RunId id;
    private final Run run;

    FollowedRun(Bench bench, RunId id) {
        this.bench = bench;
        this.id = id;
        this.run = new Run(bench.platform(), id);
    }

    /** @return whether the run started in time */
    boolean started() throws InterruptedException {
        return bench.await(TO_START, Duration.ofSeconds(15), () -> execution().isPresent());
    }

    Optional<DescribeExecutionResponse> execution() {
        return new RunExecution(bench.platform(), id).find();
    }

    boolean running() {
        return execution().filter(e -> e.status() == ExecutionStatus.RUNNING).isPresent();
    }

    /**
     * Waits for the execution to end and returns its final status, or an empty {@code Optional} if it does not end in
     * time.
     */
    Optional<JsonNode> status(Duration patience) throws InterruptedException {
        bench.await(patience, Bench.LOOK, () -> !running());
        if (running()) {
            return Optional.empty();
        }
        List<JsonNode> found = new ArrayList<>();
        bench.await(TO_TELL, Bench.LOOK, () -> {
            run.find(FileNames.STATUS).ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.stream().findFirst();
    }

    /** Returns the fine-tuning job of the run. */
    Optional<GetModelCustomizationJobResponse> job() {
        try {
            return Optional.of(
                    bench.platform().aws().bedrock().getModelCustomizationJob(r -> r.jobIdentifier(id.value())));
        } catch (ResourceNotFoundException | ValidationException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the run has exited a state. */
    boolean left(String state) {
        return events().stream()
                .anyMatch(event -> event.stateExitedEventDetails() != null
                        && state.equals(event.stateExitedEventDetails().name()));
    }

    /** Records the order in which the run entered states, and the duration of Wait states. */
    void recordOrder(Definition definition) {
        Map<String, Set<String>> order = new LinkedHashMap<>();
        Map<String, Instant> entered = new HashMap<>();
        Map<String, Duration> waited = new LinkedHashMap<>();
        for (HistoryEvent event : events()) {
            if (event.stateEnteredEventDetails() != null) {
                String state = event.stateEnteredEventDetails().name();
                if (definition.isWait(state)) {
                    entered.putIfAbsent(state, event.timestamp());
                } else {
                    order.computeIfAbsent(definition.scopeOf(state), absent -> new LinkedHashSet<>())
                            .add(state);
                }
            } else if (event.stateExitedEventDetails() != null) {
                String state = event.stateExitedEventDetails().name();
                if (entered.containsKey(state)) {
                    waited.putIfAbsent(state, Duration.between(entered.get(state), event.timestamp()));
                }
            }
        }
        order.forEach((scope, states) ->
                bench.recorder().fact(HISTORY, "order of states in " + scope, String.join(", ", states)));
        waited.forEach((state, time) -> bench.recorder().time(HISTORY, "time in " + state, time));
    }

    private List<HistoryEvent> events() {
        List<HistoryEvent> events = new ArrayList<>();
        bench.platform()
                .aws()
                .stepFunctions()
                .getExecutionHistoryPaginator(r -> r.executionArn(new RunExecution(bench.platform(), id).arn())
                        .maxResults(1_000)
                        .includeExecutionData(false))
                .events()
                .forEach(events::add);
        return events;
    }
}
