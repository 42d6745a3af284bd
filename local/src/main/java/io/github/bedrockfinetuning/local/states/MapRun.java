package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.data.Data;
import io.github.bedrockfinetuning.local.states.data.Path;
import io.github.bedrockfinetuning.local.states.data.Payload;
import io.github.bedrockfinetuning.local.states.data.PayloadTemplate;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.states.definition.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs a Distributed Map state once, with one child execution for each item. */
final class MapRun implements Parts {
    /**
     * The maximum number of concurrent child executions.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
     */
    private static final int MOST_AT_ONCE = 10_000;

    private final Engine engine;
    private final State.Map state;
    private final String id;
    private final String arn;
    private Visit visit;
    private Flow flow;
    private int redrives;
    private List<JsonNode> inputs = List.of();
    /**
     * The child executions, or null until the items have been read. An element is null until its child execution is
     * started.
     */
    private @Nullable Execution @Nullable [] children;

    private Group group;

    MapRun(Visit visit, State.Map state) {
        this.state = state;
        engine = visit.flow().engine();
        id = engine.chance().uuid();
        arn = Arns.mapRun(visit.flow().execution().machineArn(), state.label(), id);
    }

    @Override
    public JsonNode run(Visit current, JsonNode input) {
        visit = current;
        flow = current.flow();
        Data data = visit.data(input, null, null);
        if (children == null) {
            begin(input, data);
        } else {
            flow.record(
                    "MapRunRedriven", History.details().put("mapRunArn", arn).put("redriveCount", ++redrives));
        }
        List<Integer> open = IntStream.range(0, children.length)
                .filter(index -> !succeeded(children[index]))
                .boxed()
                .toList();
        group = new Group(
                engine.clock(),
                "the child executions of state '" + state.name() + "' in "
                        + flow.execution().name(),
                open.size(),
                atOnce(data),
                place -> start(open.get(place)));
        visit.runs(group);
        Optional<StateFailure> failure = group.run();
        if (failure.isPresent()) {
            ObjectNode details =
                    History.failure(failure.get().error(), failure.get().cause());
            flow.recordClosing("MapRunFailed", details);
            flow.recordClosing("MapStateFailed", details);
            throw failure.get();
        }
        flow.record("MapRunSucceeded", History.details());
        flow.record("MapStateSucceeded", History.details());
        return outputs();
    }

    private void begin(JsonNode input, Data data) {
        inputs = new ArrayList<>();
        for (JsonNode item : read(data)) {
            PayloadTemplate selector = state.itemSelector();
            JsonNode selected = selector == null ? item : selector.evaluate(visit.data(input, null, item));
            if (Payload.size(selected) > Payload.LIMIT) {
                throw new StateFailure(
                        StateFailure.DATA_LIMIT_EXCEEDED,
                        "The input of a child execution is larger than " + Payload.LIMIT + " bytes.");
            }
            inputs.add(selected);
        }
        children = new Execution[inputs.size()];
        flow.record("MapStateStarted", History.details().put("length", inputs.size()));
        flow.record("MapRunStarted", History.details().put("mapRunArn", arn));
    }

    private int atOnce(Data data) {
        Path path = state.maxConcurrencyPath();
        int wanted = path == null ? 0 : path.whole(data, 0, Integer.MAX_VALUE);
        return wanted == 0 ? MOST_AT_ONCE : Math.min(wanted, MOST_AT_ONCE);
    }

    private static boolean succeeded(@Nullable Execution child) {
        return child != null && child.status() == Execution.Status.SUCCEEDED;
    }

    private List<JsonNode> read(Data data) {
        JsonNode object = state.reader().evaluate(data);
        try {
            return engine.items()
                    .read(
                            flow.execution().machineArn(),
                            object.path("Bucket").asText(),
                            object.path("Key").asText());
        } catch (TaskFailed failed) {
            throw new StateFailure("States.ItemReaderFailed", failed.cause() == null ? failed.error() : failed.cause());
        }
    }

    private Abortable start(int index) {
        Execution earlier = children[index];
        if (earlier != null) {
            earlier.redrive();
            return earlier;
        }
        String machineArn = flow.execution().machineArn();
        String name = engine.chance().uuid();
        String machine = Arns.childMachine(machineArn, state.label());
        Execution.Identity identity = new Execution.Identity(Arns.execution(machine, name), machine, name, arn);
        Execution child = new Execution(engine, identity, inputs.get(index), this::ended);
        children[index] = child;
        flow.execution().addChild(child);
        child.begin(state.processor(), Executions.LONGEST);
        return child;
    }

    /** Handles the end of a child execution. The Map Run fails if a child execution failed. */
    private void ended(Execution child) {
        if (succeeded(child)) {
            group.ended(child);
        } else {
            group.failed(
                    child,
                    new StateFailure(
                            "States.ExceedToleratedFailureThreshold",
                            "The specified tolerated failure threshold was exceeded"));
        }
    }

    private ArrayNode outputs() {
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode(children.length);
        Arrays.stream(children).map(Execution::output).forEach(outputs::add);
        return outputs;
    }
}
