package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Writes what a Distributed Map's ResultWriter writes: the children's results by how they ended, and a manifest.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html">ResultWriter</a>
 */
final class MapResults {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ItemSource sink;
    private final String mapRunArn;
    private final String id;

    MapResults(ItemSource sink, String mapRunArn, String id) {
        this.sink = sink;
        this.mapRunArn = mapRunArn;
        this.id = id;
    }

    /**
     * @param children null where one was never started
     * @return the Map state's result
     */
    JsonNode write(State.Writer writer, Data data, List<Execution> children) {
        JsonNode target = writer.parameters().evaluate(data);
        String bucket = target.path("Bucket").asText();
        String prefix = target.path("Prefix").asText("");
        String folder = (prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/") + id + "/";
        ObjectNode manifest = NODES.objectNode();
        manifest.put("DestinationBucket", bucket).put("MapRunArn", mapRunArn);
        ObjectNode files = manifest.putObject("ResultFiles");
        try {
            file(files.putArray("FAILED"), bucket, folder + "FAILED_0.json", children, MapResults::failed);
            file(files.putArray("PENDING"), bucket, folder + "PENDING_0.json", children, child -> false);
            file(files.putArray("SUCCEEDED"), bucket, folder + "SUCCEEDED_0.json", children, MapResults::succeeded);
            sink.write(bucket, folder + "manifest.json", bytes(manifest));
        } catch (TaskFailed failed) {
            throw new StateFailure(
                    "States.ResultWriterFailed", failed.cause() == null ? failed.error() : failed.cause());
        }
        ObjectNode result = NODES.objectNode().put("MapRunArn", mapRunArn);
        result.putObject("ResultWriterDetails").put("Bucket", bucket).put("Key", folder + "manifest.json");
        return result;
    }

    private void file(ArrayNode listed, String bucket, String key, List<Execution> children, Predicate<Execution> which)
            throws TaskFailed {
        ArrayNode results = NODES.arrayNode();
        children.stream().filter(Objects::nonNull).filter(which).forEach(child -> results.add(result(child)));
        if (!results.isEmpty()) {
            byte[] bytes = bytes(results);
            sink.write(bucket, key, bytes);
            listed.addObject().put("Key", key).put("Size", bytes.length);
        }
    }

    private static ObjectNode result(Execution child) {
        ObjectNode result = NODES.objectNode();
        result.put("ExecutionArn", child.arn());
        result.put("Name", child.name());
        result.put("StateMachineArn", child.machineArn());
        result.put("Status", child.status().name());
        result.put("StartDate", child.startDate().toString());
        result.put("StopDate", child.stopDate().toString());
        result.put("Input", child.input().toString());
        if (child.output() != null) {
            result.put("Output", child.output().toString());
        }
        if (child.error() != null) {
            result.put("Error", child.error());
        }
        if (child.cause() != null) {
            result.put("Cause", child.cause());
        }
        return result;
    }

    private static boolean succeeded(Execution child) {
        return child.status() == Execution.Status.SUCCEEDED;
    }

    private static boolean failed(Execution child) {
        return !succeeded(child);
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
