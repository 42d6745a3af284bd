package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves the resources of nested stacks into the template of their parent so that a workflow can be in a nested stack
 * or use its resources. Nested stacks whose template is not an asset of the app stay as they are.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html">Nested
 *     stacks</a>
 */
final class NestedStacks {
    private static final String TYPE = "AWS::CloudFormation::Stack";
    private static final String OUTPUTS = "Outputs.";
    private static final Pattern ASSET = Pattern.compile("([0-9a-f]{64})\\.json");
    private static final Pattern CONSTRUCT = Pattern.compile("^(.*)/([^/]+)\\.NestedStack/\\2\\.NestedStackResource$");

    private final Map<String, Path> assets;
    private final ObjectNode template;
    /** The construct paths of all resources, keyed by logical ID. */
    private final Map<String, String> paths;

    /** A template without nested stacks, and the construct paths of its resources, keyed by logical ID. */
    record Inlined(JsonNode template, Map<String, String> paths) {}

    /** Reads a JSON file. */
    interface Reader {
        JsonNode read(Path file) throws IOException;
    }

    private NestedStacks(ObjectNode template, Map<String, Path> assets, Map<String, String> paths) {
        this.template = template;
        this.assets = assets;
        this.paths = paths;
    }

    /**
     * @param stackName the name of the stack; a nested stack is named after its parent and its logical ID
     * @param logicalIds the logical ID of every resource in its own template, by construct path
     * @param reader reads the template of a nested stack
     */
    static Inlined inline(
            String stackName,
            JsonNode template,
            Map<String, Path> assets,
            Map<String, String> logicalIds,
            Reader reader)
            throws IOException {
        boolean nesting = template.path("Resources").properties().stream()
                .anyMatch(resource -> resource.getValue().path("Type").asText().equals(TYPE));
        Map<String, String> paths = new TreeMap<>();
        logicalIds.forEach((path, id) -> {
            // With nested stacks, the metadata contains their resources too, whose IDs can also exist in this template.
            if (!nesting || template.path("Resources").has(id)) {
                paths.merge(id, path, (one, other) -> one.length() <= other.length() ? one : other);
            }
        });
        if (!nesting) {
            return new Inlined(template, paths);
        }
        NestedStacks stacks = new NestedStacks(template.deepCopy(), assets, paths);
        for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
            if (resource.getValue().path("Type").asText().equals(TYPE)) {
                stacks.inline(stackName + "-" + resource.getKey(), resource.getKey(), logicalIds, reader);
            }
        }
        return new Inlined(stacks.template, paths);
    }

    private void inline(String stackName, String id, Map<String, String> logicalIds, Reader reader) throws IOException {
        JsonNode properties = template.at("/Resources/" + id + "/Properties");
        Matcher asset = ASSET.matcher(properties.path("TemplateURL").toString());
        if (!asset.find() || !assets.containsKey(asset.group(1))) {
            return;
        }
        Map<String, String> own = ofNested(paths.getOrDefault(id, ""), logicalIds);
        Inlined nested = inline(stackName, reader.read(assets.get(asset.group(1))), assets, own, reader);
        Renaming renaming = new Renaming(id, stackName, nested.template(), properties.path("Parameters"));
        for (String section : new String[] {"Resources", "Parameters", "Conditions", "Mappings"}) {
            nested.template().path(section).properties().forEach(entry -> {
                if (!section.equals("Parameters")
                        || !properties.path("Parameters").has(entry.getKey())) {
                    template.withObject("/" + section).set(id + entry.getKey(), renaming.of(entry.getValue()));
                }
            });
        }
        nested.paths().forEach((local, path) -> paths.put(id + local, path));
        Map<String, JsonNode> outputs = new LinkedHashMap<>();
        nested.template()
                .path("Outputs")
                .properties()
                .forEach(output -> outputs.put(
                        output.getKey(), renaming.of(output.getValue().path("Value"))));
        ((ObjectNode) template.get("Resources")).remove(id);
        withOutputs(template, id, outputs);
    }

    /** Returns the logical IDs of a nested stack's resources, keyed by construct path. */
    private static Map<String, String> ofNested(String path, Map<String, String> logicalIds) {
        Matcher construct = CONSTRUCT.matcher(path);
        Map<String, String> own = new TreeMap<>();
        if (construct.matches()) {
            String prefix = construct.group(1) + "/" + construct.group(2) + "/";
            logicalIds.forEach((one, logicalId) -> {
                if (one.startsWith(prefix)) {
                    own.put(one, logicalId);
                }
            });
        }
        return own;
    }

    /** Replaces references to the outputs of a nested stack with their values. */
    private static void withOutputs(JsonNode node, String id, Map<String, JsonNode> outputs) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                JsonNode value = output(field.getValue(), id, outputs);
                if (value == null) {
                    withOutputs(field.getValue(), id, outputs);
                } else {
                    field.setValue(value);
                }
                if (field.getKey().equals("DependsOn")) {
                    field.setValue(without(field.getValue(), id));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = output(array.get(i), id, outputs);
                if (value == null) {
                    withOutputs(array.get(i), id, outputs);
                } else {
                    array.set(i, value);
                }
            }
        }
    }

    private static JsonNode output(JsonNode node, String id, Map<String, JsonNode> outputs) {
        JsonNode attribute = node.path("Fn::GetAtt");
        String name = attribute.isArray()
                ? attribute.path(0).asText() + "." + attribute.path(1).asText()
                : attribute.asText("");
        return node.size() == 1 && name.startsWith(id + "." + OUTPUTS)
                ? outputs.get(name.substring(id.length() + 1 + OUTPUTS.length()))
                : null;
    }

    private static JsonNode without(JsonNode dependencies, String id) {
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        Iterator<JsonNode> all = dependencies.isArray()
                ? dependencies.iterator()
                : List.of(dependencies).iterator();
        all.forEachRemaining(one -> {
            if (!one.asText().equals(id)) {
                others.add(one);
            }
        });
        return others;
    }

    /** Assigns new logical IDs to the elements of a nested template, and values to its parameters. */
    private record Renaming(String prefix, String stackName, JsonNode template, JsonNode values) {
        /** The expressions for the name of a nested stack. The CDK uses the expression that splits the stack ID. */
        private static final List<String> NAMES = List.of(
                "{\"Ref\":\"AWS::StackName\"}",
                "{\"Fn::Select\":[1,{\"Fn::Split\":[\"/\",{\"Ref\":\"AWS::StackId\"}]}]}");

        private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)");

        JsonNode of(JsonNode node) {
            if (node.isArray()) {
                ArrayNode renamed = JsonNodeFactory.instance.arrayNode();
                node.forEach(one -> renamed.add(of(one)));
                return renamed;
            }
            if (!node.isObject()) {
                return node;
            }
            if (node.size() == 1 && values.has(node.path("Ref").asText(""))) {
                return values.get(node.path("Ref").asText()).deepCopy();
            }
            if (NAMES.contains(node.toString())) {
                return text(stackName);
            }
            ObjectNode renamed = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> renamed.set(field.getKey(), field(field.getKey(), field.getValue())));
            return joined(renamed);
        }

        /** Replaces a join of literals with a single literal, because physical names are literal text. */
        private static JsonNode joined(ObjectNode node) {
            JsonNode parts = node.at("/Fn::Join/1");
            boolean literal = node.size() == 1 && parts.isArray();
            List<String> texts = new ArrayList<>();
            for (JsonNode part : parts) {
                literal &= part.isTextual();
                texts.add(part.asText());
            }
            return literal ? text(String.join(node.at("/Fn::Join/0").asText(), texts)) : node;
        }

        private JsonNode field(String name, JsonNode value) {
            return switch (name) {
                case "Ref", "Condition" -> value.isTextual() ? text(named(value.asText())) : of(value);
                case "DependsOn" -> value.isTextual() ? text(named(value.asText())) : each(value);
                case "Fn::GetAtt" ->
                    value.isTextual()
                            ? text(named(value.asText().split("\\.", 2)[0]) + "."
                                    + value.asText().split("\\.", 2)[1])
                            : first(value);
                case "Fn::If", "Fn::FindInMap" -> first(value);
                case "Fn::Sub" -> substitution(value);
                default -> of(value);
            };
        }

        private JsonNode each(JsonNode names) {
            ArrayNode renamed = JsonNodeFactory.instance.arrayNode();
            names.forEach(one -> renamed.add(named(one.asText())));
            return renamed;
        }

        private JsonNode first(JsonNode list) {
            ArrayNode renamed = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < list.size(); i++) {
                renamed.add(
                        i == 0 && list.get(0).isTextual()
                                ? text(named(list.get(0).asText()))
                                : of(list.get(i)));
            }
            return renamed;
        }

        private JsonNode substitution(JsonNode value) {
            String pattern = value.isArray() ? value.path(0).asText() : value.asText();
            ObjectNode variables =
                    value.path(1).isObject() ? (ObjectNode) of(value.path(1)) : JsonNodeFactory.instance.objectNode();
            StringBuilder renamed = new StringBuilder();
            Matcher variable = VARIABLE.matcher(pattern);
            while (variable.find()) {
                String name = variable.group(1);
                if (values.has(name) && !variables.has(name)) {
                    variables.set(name, values.get(name).deepCopy());
                }
                variable.appendReplacement(
                        renamed, Matcher.quoteReplacement("${" + (variables.has(name) ? name : named(name))));
            }
            variable.appendTail(renamed);
            return variables.isEmpty()
                    ? text(renamed.toString())
                    : JsonNodeFactory.instance
                            .arrayNode()
                            .add(renamed.toString())
                            .add(variables);
        }

        /**
         * Adds the prefix to the names of elements in the nested template. Pseudo parameters and names from elsewhere
         * stay the same.
         */
        private String named(String name) {
            boolean ours = false;
            for (String section : new String[] {"Resources", "Parameters", "Conditions", "Mappings"}) {
                ours |= template.path(section).has(name);
            }
            return ours ? prefix + name : name;
        }

        private static JsonNode text(String text) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }
}
