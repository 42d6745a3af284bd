package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Optional;

/** One attempt at a Parallel state: every branch at once; the first that fails stops its siblings. */
final class ParallelAttempt {
    private final Flow flow;
    private final State.Parallel state;
    private final JsonNode[] results;
    private final Group group;
    private JsonNode input;

    ParallelAttempt(Visit visit, State.Parallel state) {
        flow = visit.flow();
        this.state = state;
        int count = state.scopes().size();
        results = new JsonNode[count];
        group = new Group(
                flow.engine().clock(),
                "the branches of state '" + state.name() + "' of "
                        + flow.execution().name(),
                count,
                count,
                this::start);
        visit.runs(group);
    }

    JsonNode run(JsonNode effective) {
        input = effective;
        flow.record("ParallelStateStarted", History.details());
        Optional<StateFailure> failure = group.run();
        if (failure.isPresent()) {
            flow.recordClosing(
                    "ParallelStateFailed",
                    History.failure(failure.get().error(), failure.get().cause()));
            throw failure.get();
        }
        flow.record("ParallelStateSucceeded", History.details());
        return JsonNodeFactory.instance.arrayNode(results.length).addAll(Arrays.asList(results));
    }

    private Part start(int index) {
        Flow branch =
                new Flow(flow.engine(), flow.execution(), state.scopes().get(index), flow.item(), flow.lastEvent());
        branch.start(
                flow.execution().name() + "/" + state.name() + "[" + index + "]",
                () -> branch.run(input),
                output -> {
                    results[index] = output;
                    group.ended(branch);
                },
                failure -> group.failed(branch, failure));
        return branch;
    }
}
