package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockfinetuning.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Validates requests against the AWS API models: members, required members, types, enums, patterns, lengths and ranges.
 * This code is independent of the validation in the simulated services, so the two can disagree.
 */
public final class Conformance {
    /** The models that contain the operations of a service, by the signing name of the service. */
    private static final Map<String, List<String>> FILES = Map.of(
            "bedrock", List.of("bedrock", "bedrock-runtime"),
            "states", List.of("stepfunctions"),
            "servicequotas", List.of("service-quotas"));

    private final JsonNode shapes;
    private final List<String> faults = new ArrayList<>();

    private Conformance(JsonNode shapes) {
        this.shapes = shapes;
    }

    /** Returns whether there is a model of a service. */
    public static boolean knows(String service) {
        return FILES.containsKey(service);
    }

    /** Returns the violations of a request; empty if it conforms to the model. */
    public static List<String> faults(String service, String operation, JsonNode input) {
        for (String file : FILES.get(service)) {
            JsonNode model = model(file);
            JsonNode known = model.path("operations").path(operation);
            if (!known.isMissingNode()) {
                Conformance conformance = new Conformance(model.path("shapes"));
                conformance.check(known.at("/input/shape").asText(), input, operation);
                return conformance.faults;
            }
        }
        return List.of(operation + " is no operation that AWS's models of " + service + " know");
    }

    private static JsonNode model(String file) {
        try {
            return new ObjectMapper()
                    .readTree(Shared.path("api", file + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(String name, JsonNode value, String at) {
        JsonNode shape = shapes.path(name);
        if (shape.path("document").asBoolean()) {
            return;
        }
        switch (shape.path("type").asText()) {
            case "structure" -> structure(shape, value, at);
            case "list" -> {
                if (require(value.isArray(), at, "is no list")) {
                    bounds(shape, value.size(), at, "elements");
                    for (int i = 0; i < value.size(); i++) {
                        check(shape.at("/member/shape").asText(), value.get(i), at + "[" + i + "]");
                    }
                }
            }
            case "map" -> {
                if (require(value.isObject(), at, "is no map")) {
                    bounds(shape, value.size(), at, "entries");
                    value.properties().forEach(entry -> {
                        check(
                                shape.at("/key/shape").asText(),
                                TextNode.valueOf(entry.getKey()),
                                at + "." + entry.getKey());
                        check(shape.at("/value/shape").asText(), entry.getValue(), at + "." + entry.getKey());
                    });
                }
            }
            case "string" -> string(shape, value, at);
            case "integer", "long" -> {
                // Values in a URI are recorded as text.
                if (require(value.asText().matches("-?\\d+"), at, "is no whole number")) {
                    bounds(shape, value.asDouble(), at, "");
                }
            }
            case "float", "double" -> {
                if (require(value.isNumber(), at, "is no number")) {
                    bounds(shape, value.asDouble(), at, "");
                }
            }
            case "boolean" -> require(value.asText().matches("true|false"), at, "is neither true nor false");
            default -> {}
        }
    }

    private void structure(JsonNode shape, JsonNode value, String at) {
        if (!require(value.isObject(), at, "is no structure")) {
            return;
        }
        JsonNode members = shape.path("members");
        value.properties().forEach(member -> {
            String place = at + "." + member.getKey();
            if (require(members.has(member.getKey()), place, "is not known")) {
                check(members.path(member.getKey()).path("shape").asText(), member.getValue(), place);
            }
        });
        shape.path("required")
                .forEach(name -> require(value.has(name.asText()), at + "." + name.asText(), "is missing"));
        if (shape.path("union").asBoolean()) {
            require(value.size() == 1, at, "must have one member");
        }
    }

    private void string(JsonNode shape, JsonNode value, String at) {
        if (!require(value.isTextual(), at, "is no text")) {
            return;
        }
        String text = value.textValue();
        bounds(shape, text.codePointCount(0, text.length()), at, "characters");
        if (shape.has("enum")) {
            boolean listed = false;
            for (JsonNode one : shape.path("enum")) {
                listed |= one.asText().equals(text);
            }
            require(listed, at, "is not of its enumeration: " + text);
        }
        if (shape.has("pattern")) {
            String pattern = shape.path("pattern").asText();
            require(Pattern.compile(pattern).matcher(text).matches(), at, "does not match " + pattern + ": " + text);
        }
    }

    private void bounds(JsonNode shape, double size, String at, String unit) {
        require(!shape.has("min") || size >= shape.path("min").asDouble(), at, "has too few " + unit + ": " + size);
        require(!shape.has("max") || size <= shape.path("max").asDouble(), at, "has too many " + unit + ": " + size);
    }

    private boolean require(boolean holds, String at, String what) {
        if (!holds) {
            faults.add(at + " " + what);
        }
        return holds;
    }
}
