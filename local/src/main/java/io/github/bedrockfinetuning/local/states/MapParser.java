package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.bedrockfinetuning.local.states.State.Batcher;
import io.github.bedrockfinetuning.local.states.State.Distribution;
import io.github.bedrockfinetuning.local.states.State.Reader;
import io.github.bedrockfinetuning.local.states.State.Writer;
import java.util.List;
import java.util.stream.Stream;

/** Reads Map states. */
final class MapParser {
    private static final int MOST = Integer.MAX_VALUE;
    private static final int LONGEST_LABEL = 40;
    private static final List<String> DISTRIBUTED_ONLY = List.of(
            "ItemReader",
            "ItemBatcher",
            "ResultWriter",
            "Label",
            "ToleratedFailureCount",
            "ToleratedFailureCountPath",
            "ToleratedFailurePercentage",
            "ToleratedFailurePercentagePath");

    private final StateParser states;
    private final Fields fields;

    MapParser(StateParser states, Fields fields) {
        this.states = states;
        this.fields = fields;
    }

    State map(String name) {
        if (fields.has("Parameters")) {
            fields.problem("Parameters is not a field of a Map state here: its successor is ItemSelector");
        }
        Scope processor = new Scope(null, java.util.Map.of());
        String mode = "INLINE";
        String type = null;
        if (fields.has("ItemProcessor")) {
            Fields item = fields.object("ItemProcessor");
            item.text("Comment");
            StateParser.checkQueryLanguage(item);
            if (item.has("ProcessorConfig")) {
                Fields config = item.object("ProcessorConfig");
                mode = oneOf(config, "Mode", "INLINE", "DISTRIBUTED");
                type = config.text("ExecutionType");
                if (mode.equals("DISTRIBUTED")) {
                    type = oneOf(config, "ExecutionType", "STANDARD", "EXPRESS");
                } else if (type != null) {
                    config.problem("ExecutionType belongs to Mode DISTRIBUTED");
                }
                config.refuseUnknown("a ProcessorConfig");
            }
            processor = states.scope(item);
            item.refuseUnknown("an ItemProcessor");
        } else {
            fields.problem("ItemProcessor is missing");
        }
        return new State.Map(
                states.common(name, fields),
                states.effect(fields, true, true),
                processor,
                fields.path("ItemsPath"),
                fields.template("ItemSelector"),
                fields.setting("MaxConcurrency", 0, MOST, 0),
                mode.equals("DISTRIBUTED") ? distribution(name, "EXPRESS".equals(type)) : inline());
    }

    private Distribution inline() {
        Stream<String> misplaced = DISTRIBUTED_ONLY.stream().filter(fields::has);
        misplaced.forEach(name -> fields.problem(
                name + " belongs to a Distributed Map: set ItemProcessor.ProcessorConfig.Mode to DISTRIBUTED"));
        return null;
    }

    private Distribution distribution(String name, boolean express) {
        String label = fields.text("Label");
        if (label != null && (label.isEmpty() || label.length() > LONGEST_LABEL || !ExecutionNames.isAllowed(label))) {
            fields.problem("Label has 1 to " + LONGEST_LABEL + " characters, of those that execution names may have");
        }
        String made = name.replaceAll("[^A-Za-z0-9_-]", "");
        return new Distribution(
                express,
                label == null ? made.substring(0, Math.min(made.length(), LONGEST_LABEL)) : label,
                fields.has("ItemReader") ? reader(fields.object("ItemReader")) : null,
                fields.has("ItemBatcher") ? batcher(fields.object("ItemBatcher")) : null,
                fields.setting("ToleratedFailureCount", 0, MOST, null),
                fields.setting("ToleratedFailurePercentage", 0, 100, null),
                fields.has("ResultWriter") ? writer(fields.object("ResultWriter")) : null);
    }

    private Reader reader(Fields reader) {
        String resource = reader.neededText("Resource");
        if (resource != null && !resource.endsWith(":states:::s3:getObject")) {
            reader.problem("Resource '" + resource + "' is not supported here: only arn:aws:states:::s3:getObject is");
        }
        if (fields.has("ItemsPath")) {
            fields.problem("ItemsPath and ItemReader exclude each other: keep one");
        }
        JsonNode config = JsonNodeFactory.instance.objectNode();
        Setting most = new Setting("MaxItems", null, null, 1, MOST);
        if (reader.has("ReaderConfig")) {
            config = reader.get("ReaderConfig");
            Fields fine = reader.object("ReaderConfig");
            oneOf(fine, "InputType", "JSON", "JSONL");
            most = fine.setting("MaxItems", 1, MOST, null);
            fine.refuseUnknown("a ReaderConfig");
        } else {
            reader.problem("ReaderConfig is missing: it says the object's InputType");
        }
        Template parameters = reader.template("Parameters");
        if (parameters == null) {
            reader.problem("Parameters with Bucket and Key are missing");
        }
        reader.refuseUnknown("an ItemReader");
        return new Reader(resource, config, most, parameters);
    }

    private static Batcher batcher(Fields batcher) {
        Setting items = batcher.setting("MaxItemsPerBatch", 1, MOST, null);
        Setting bytes = batcher.setting("MaxInputBytesPerBatch", 1, Payload.LIMIT, null);
        if (Stream.of(items, bytes).allMatch(setting -> setting.literal() == null && setting.path() == null)) {
            batcher.problem("MaxItemsPerBatch or MaxInputBytesPerBatch is missing");
        }
        Template input = batcher.template("BatchInput");
        batcher.refuseUnknown("an ItemBatcher");
        return new Batcher(items, bytes, input);
    }

    private static Writer writer(Fields writer) {
        String resource = writer.neededText("Resource");
        if (resource != null && !resource.endsWith(":states:::s3:putObject")) {
            writer.problem("Resource '" + resource + "' is not supported here: only arn:aws:states:::s3:putObject is");
        }
        Template parameters = writer.template("Parameters");
        if (parameters == null) {
            writer.problem("Parameters with Bucket are missing");
        }
        if (writer.has("WriterConfig")) {
            writer.problem("WriterConfig is not supported here: results are written as JSON, untransformed");
        }
        writer.refuseUnknown("a ResultWriter");
        return new Writer(resource, parameters);
    }

    private static String oneOf(Fields fields, String name, String first, String second) {
        String value = fields.neededText(name);
        if (value == null || value.equals(first) || value.equals(second)) {
            return value == null ? first : value;
        }
        fields.problem(name + " '" + value + "' is not supported here: only " + first + " and " + second + " are");
        return first;
    }
}
