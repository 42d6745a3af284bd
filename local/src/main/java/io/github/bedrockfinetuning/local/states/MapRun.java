package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.State.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One attempt at a Distributed Map state: a child execution an item, or a batch of items, each with its own history. */
final class MapRun implements Parts {
    /** @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a> */
    private static final int MOST_AT_ONCE = 10_000;

    private static final Duration STANDARD_LIMIT = Duration.ofDays(365);
    private static final Duration EXPRESS_LIMIT = Duration.ofMinutes(5);

    private final Engine engine;
    private final State.Map state;
    private final Distribution distribution;
    private final String id;
    private final String arn;
    private Visit visit;
    private Flow flow;
    private int redrives;
    private List<ItemBatches.Batch> batches;
    private Execution[] children;
    private Group group;
    private long items;
    private long failedItems;
    private Integer toleratedCount;
    private Integer toleratedPercentage;

    MapRun(Visit visit, State.Map state) {
        this.state = state;
        engine = visit.flow().engine();
        distribution = state.distribution();
        id = engine.chance().uuid();
        arn = Arns.mapRun(visit.flow().execution().machineArn(), distribution.label(), id);
    }

    @Override
    public JsonNode run(Visit current, JsonNode input) {
        visit = current;
        flow = current.flow();
        Data data = visit.data(input, null);
        toleratedCount = distribution.toleratedCount().resolve(data);
        toleratedPercentage = distribution.toleratedPercentage().resolve(data);
        MapItems source = new MapItems(visit, state, input);
        if (children == null) {
            begin(source, data);
        } else {
            failedItems = 0;
            flow.record(
                    "MapRunRedriven", History.details().put("mapRunArn", arn).put("redriveCount", ++redrives));
        }
        List<Integer> open = IntStream.range(0, children.length)
                .filter(index -> !succeeded(children[index]))
                .boxed()
                .toList();
        group = new Group(
                engine.clock(),
                "the children of state '" + state.name() + "' of "
                        + flow.execution().name(),
                open.size(),
                source.atOnce(MOST_AT_ONCE),
                place -> start(open.get(place)));
        visit.runs(group);
        Optional<StateFailure> failure = group.run();
        JsonNode written = distribution.writer() == null
                ? null
                : new MapResults(engine.items(), arn, id).write(distribution.writer(), data, Arrays.asList(children));
        if (failure.isPresent()) {
            ObjectNode details =
                    History.failure(failure.get().error(), failure.get().cause());
            flow.recordClosing("MapRunFailed", details);
            flow.recordClosing("MapStateFailed", details);
            throw failure.get();
        }
        flow.record("MapRunSucceeded", History.details());
        flow.record("MapStateSucceeded", History.details());
        return written == null ? outputs() : written;
    }

    private void begin(MapItems source, Data data) {
        List<JsonNode> found = distribution.reader() == null ? source.ofInput() : read(distribution.reader(), data);
        items = found.size();
        List<JsonNode> inputs = new ArrayList<>(found.size());
        for (JsonNode item : found) {
            inputs.add(source.selected(inputs.size(), item));
        }
        batches = ItemBatches.of(inputs, distribution.batcher(), data);
        children = new Execution[batches.size()];
        flow.record("MapStateStarted", History.details().put("length", items));
        flow.record("MapRunStarted", History.details().put("mapRunArn", arn));
    }

    private static boolean succeeded(Execution child) {
        return child != null && child.status() == Execution.Status.SUCCEEDED;
    }

    private List<JsonNode> read(State.Reader reader, Data data) {
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        resolved.put("Resource", reader.resource());
        resolved.set("ReaderConfig", reader.config());
        resolved.set("Parameters", reader.parameters().evaluate(data));
        Integer most = reader.maxItems().resolve(data);
        try {
            List<JsonNode> found = engine.items().read(resolved);
            return most == null || found.size() <= most ? found : found.subList(0, most);
        } catch (TaskFailed failed) {
            throw new StateFailure("States.ItemReaderFailed", failed.cause() == null ? failed.error() : failed.cause());
        }
    }

    private Part start(int index) {
        ItemBatches.Batch batch = batches.get(index);
        Execution earlier = children[index];
        if (earlier != null && !distribution.express()) {
            earlier.redrive();
            return earlier;
        }
        String machineArn = flow.execution().machineArn();
        String name = engine.chance().uuid();
        String machine = Arns.childMachine(machineArn, distribution.label());
        Execution.Identity identity = new Execution.Identity(Arns.execution(machine, name), machine, name, arn);
        Execution child = new Execution(engine, identity, batch.input(), ended -> ended(ended, batch.items()));
        children[index] = child;
        flow.execution().addChild(child);
        child.begin(state.processor(), distribution.express() ? EXPRESS_LIMIT : STANDARD_LIMIT);
        return child;
    }

    private void ended(Execution child, int itemsInIt) {
        if (child.status() != Execution.Status.SUCCEEDED) {
            failedItems += itemsInIt;
            if (exceedsTolerance()) {
                group.failed(
                        child,
                        new StateFailure(
                                "States.ExceedToleratedFailureThreshold",
                                "The specified tolerated failure threshold was exceeded"));
                return;
            }
        }
        group.ended(child);
    }

    private boolean exceedsTolerance() {
        if (toleratedCount == null && toleratedPercentage == null) {
            return failedItems > 0;
        }
        return toleratedCount != null && failedItems > toleratedCount
                || toleratedPercentage != null && failedItems * 100 > items * toleratedPercentage;
    }

    private ArrayNode outputs() {
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode(children.length);
        for (Execution child : children) {
            if (child.output() != null) {
                outputs.add(child.output());
            }
        }
        return outputs;
    }
}
