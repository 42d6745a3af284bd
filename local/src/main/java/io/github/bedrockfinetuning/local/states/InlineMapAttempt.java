package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One attempt at an inline Map state: an iteration an item, in this execution's own history. */
final class InlineMapAttempt implements Parts {
    /** @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html">Inline mode</a> */
    private static final int MOST_AT_ONCE = 40;

    private final State.Map state;
    private Flow flow;
    private List<JsonNode> items;
    private List<JsonNode> inputs;
    private Flow[] iterations;
    private JsonNode[] results;
    private Group group;

    InlineMapAttempt(State.Map state) {
        this.state = state;
    }

    @Override
    public JsonNode run(Visit visit, JsonNode input) {
        flow = visit.flow();
        MapItems source = new MapItems(visit, state, input);
        if (results == null) {
            begin(source);
        }
        List<Integer> open = IntStream.range(0, results.length)
                .filter(index -> results[index] == null)
                .boxed()
                .toList();
        group = new Group(
                flow.engine().clock(),
                "the iterations of state '" + state.name() + "' of "
                        + flow.execution().name(),
                open.size(),
                source.atOnce(MOST_AT_ONCE),
                place -> start(open.get(place)));
        visit.runs(group);
        Optional<StateFailure> failure = group.run();
        if (failure.isPresent()) {
            flow.recordClosing(
                    "MapStateFailed",
                    History.failure(failure.get().error(), failure.get().cause()));
            throw failure.get();
        }
        flow.record("MapStateSucceeded", History.details());
        return JsonNodeFactory.instance.arrayNode(results.length).addAll(Arrays.asList(results));
    }

    private void begin(MapItems source) {
        items = source.ofInput();
        inputs = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            inputs.add(source.selected(inputs.size(), item));
        }
        iterations = new Flow[items.size()];
        results = new JsonNode[items.size()];
        flow.record("MapStateStarted", History.details().put("length", items.size()));
    }

    private Part start(int index) {
        boolean again = iterations[index] != null;
        Flow iteration = again
                ? iterations[index].redriven(flow.lastEvent())
                : new Flow(
                        flow.engine(),
                        flow.execution(),
                        state.processor(),
                        MapItems.context(index, items.get(index)),
                        flow.lastEvent());
        iterations[index] = iteration;
        Part part = () -> {
            iteration.abort();
            iteration.recordClosing("MapIterationAborted", named(index));
        };
        iteration.start(
                flow.execution().name() + "/" + state.name() + "[" + index + "]",
                () -> iterate(iteration, index, again),
                output -> {
                    results[index] = output;
                    group.ended(part);
                },
                failure -> group.failed(part, failure));
        return part;
    }

    private JsonNode iterate(Flow iteration, int index, boolean again) {
        if (!again) {
            iteration.record("MapIterationStarted", named(index));
        }
        try {
            JsonNode output = iteration.run(inputs.get(index));
            iteration.record("MapIterationSucceeded", named(index));
            return output;
        } catch (StateFailure failure) {
            iteration.recordClosing("MapIterationFailed", named(index));
            throw failure;
        }
    }

    private ObjectNode named(int index) {
        return History.details().put("name", state.name()).put("index", index);
    }
}
