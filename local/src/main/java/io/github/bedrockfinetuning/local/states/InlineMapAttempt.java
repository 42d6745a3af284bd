package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One attempt at an inline Map state: an iteration an item, in this execution's own history. */
final class InlineMapAttempt {
    /** @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html">Inline mode</a> */
    private static final int MOST_AT_ONCE = 40;

    private final Visit visit;
    private final Flow flow;
    private final State.Map state;
    private List<JsonNode> items;
    private List<JsonNode> inputs;
    private JsonNode[] results;
    private Group group;

    InlineMapAttempt(Visit visit, State.Map state) {
        this.visit = visit;
        flow = visit.flow();
        this.state = state;
    }

    JsonNode run(JsonNode input) {
        MapItems source = new MapItems(visit, state, input);
        items = source.ofInput();
        inputs = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            inputs.add(source.selected(inputs.size(), item));
        }
        results = new JsonNode[items.size()];
        flow.record("MapStateStarted", History.details().put("length", items.size()));
        group = new Group(
                flow.engine().clock(),
                "the iterations of state '" + state.name() + "' of "
                        + flow.execution().name(),
                items.size(),
                source.atOnce(MOST_AT_ONCE),
                this::start);
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

    private Part start(int index) {
        Flow iteration = new Flow(
                flow.engine(),
                flow.execution(),
                state.processor(),
                MapItems.context(index, items.get(index)),
                flow.lastEvent());
        Part part = () -> {
            iteration.abort();
            iteration.recordClosing("MapIterationAborted", named(index));
        };
        iteration.start(
                flow.execution().name() + "/" + state.name() + "[" + index + "]",
                () -> iterate(iteration, index),
                output -> {
                    results[index] = output;
                    group.ended(part);
                },
                failure -> group.failed(part, failure));
        return part;
    }

    private JsonNode iterate(Flow iteration, int index) {
        iteration.record("MapIterationStarted", named(index));
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
