package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.states.definition.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs the branches of a Parallel state concurrently. If a branch fails, the other branches are aborted. */
final class ParallelAttempt implements Parts {
    private final State.Parallel state;
    private final @Nullable Flow[] branches;
    private final @Nullable JsonNode[] results;
    private boolean begun;
    private Flow flow;
    private Group group;
    private JsonNode input;

    ParallelAttempt(State.Parallel state) {
        this.state = state;
        branches = new Flow[state.scopes().size()];
        results = new JsonNode[branches.length];
    }

    @Override
    public JsonNode run(Visit visit, JsonNode effective) {
        flow = visit.flow();
        input = effective;
        if (!begun) {
            begun = true;
            flow.record("ParallelStateStarted", History.details());
        }
        List<Integer> open = IntStream.range(0, results.length)
                .filter(index -> results[index] == null)
                .boxed()
                .toList();
        group = new Group(
                flow.engine().clock(),
                "the branches of state '" + state.name() + "' in "
                        + flow.execution().name(),
                open.size(),
                open.size(),
                place -> start(open.get(place)));
        visit.runs(group);
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

    private Abortable start(int index) {
        Flow branch = branches[index] == null
                ? new Flow(flow.engine(), flow.execution(), state.scopes().get(index), flow.lastEvent())
                : branches[index].redriven(flow.lastEvent());
        branches[index] = branch;
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
