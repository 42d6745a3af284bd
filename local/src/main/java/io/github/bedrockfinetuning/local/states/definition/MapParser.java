package io.github.bedrockfinetuning.local.states.definition;

import io.github.bedrockfinetuning.local.states.data.PayloadTemplate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses Distributed Map states with items in a JSON Lines file in Amazon S3 and with Standard child executions. */
final class MapParser {
    private static final int LONGEST_LABEL = 40;

    private final StateParser states;
    private final Fields fields;

    MapParser(StateParser states, Fields fields) {
        this.states = states;
        this.fields = fields;
    }

    State map(String name) {
        return new State.Map(
                states.common(name, fields),
                states.effect(fields, true, false),
                processor(),
                label(),
                reader(),
                fields.template("ItemSelector"),
                fields.path("MaxConcurrencyPath"));
    }

    private Scope processor() {
        if (!fields.has("ItemProcessor")) {
            fields.problem("ItemProcessor is missing");
            return new Scope("", Map.of());
        }
        Fields item = fields.object("ItemProcessor");
        item.text("Comment");
        StateParser.checkQueryLanguage(item);
        Fields config = item.object("ProcessorConfig");
        only(config, "Mode", "DISTRIBUTED");
        only(config, "ExecutionType", "STANDARD");
        config.refuseUnknown("a ProcessorConfig");
        Scope processor = states.scope(item);
        item.refuseUnknown("an ItemProcessor");
        return processor;
    }

    private @Nullable String label() {
        String label = fields.neededText("Label");
        if (label != null && (label.isEmpty() || label.length() > LONGEST_LABEL || !ExecutionNames.isAllowed(label))) {
            fields.problem("Label must have 1 to " + LONGEST_LABEL
                    + " characters and can contain only characters that are allowed in execution names");
        }
        return label;
    }

    private @Nullable PayloadTemplate reader() {
        if (!fields.has("ItemReader")) {
            fields.problem("ItemReader is missing; items in the input of the state are not simulated");
            return null;
        }
        Fields reader = fields.object("ItemReader");
        String resource = reader.neededText("Resource");
        if (resource != null && !resource.endsWith(":states:::s3:getObject")) {
            reader.problem(
                    "Resource '" + resource + "' is not simulated; only arn:aws:states:::s3:getObject is simulated");
        }
        Fields config = reader.object("ReaderConfig");
        only(config, "InputType", "JSONL");
        config.refuseUnknown("a ReaderConfig");
        PayloadTemplate parameters = reader.template("Parameters");
        if (parameters == null) {
            reader.problem("Parameters with Bucket and Key are missing");
        }
        reader.refuseUnknown("an ItemReader");
        return parameters;
    }

    private static void only(Fields fields, String name, String value) {
        String found = fields.text(name);
        if (!value.equals(found)) {
            fields.problem(name + (found == null ? "" : " '" + found + "'") + " is not simulated; only " + value
                    + " is simulated");
        }
    }
}
