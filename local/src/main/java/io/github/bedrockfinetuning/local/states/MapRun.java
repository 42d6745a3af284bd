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

/** One attempt at a Distributed Map state: a child execution an item, or a batch of items, each with its own history. */
final class MapRun {
    /** @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a> */
    private static final int MOST_AT_ONCE = 10_000;

    private static final Duration STANDARD_LIMIT = Duration.ofDays(365);
    private static final Duration EXPRESS_LIMIT = Duration.ofMinutes(5);

    private final Visit visit;
    private final Flow flow;
    private final Engine engine;
    private final State.Map state;
    private final Distribution distribution;
    private final String id;
    private final String arn;
    private List<ItemBatches.Batch> batches;
    private Execution[] children;
    private Group group;
    private long items;
    private long failedItems;
    private Integer toleratedCount;
    private Integer toleratedPercentage;

    MapRun(Visit visit, State.Map state) {
        this.visit = visit;
        this.state = state;
        flow = visit.flow();
        engine = flow.engine();
        distribution = state.distribution();
        id = engine.chance().uuid();
        arn = Arns.mapRun(flow.execution().machineArn(), distribution.label(), id);
    }

    JsonNode run(JsonNode input) {
        Data data = visit.data(input, null);
        toleratedCount = distribution.toleratedCount().resolve(data);
        toleratedPercentage = distribution.toleratedPercentage().resolve(data);
        MapItems source = new MapItems(visit, state, input);
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
        group = new Group(
                engine.clock(),
                "the children of state '" + state.name() + "' of "
                        + flow.execution().name(),
                batches.size(),
                source.atOnce(MOST_AT_ONCE),
                this::start);
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
