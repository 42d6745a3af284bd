package io.github.bedrockfinetuning.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A synthesized CloudFormation template, with its intrinsic functions resolved for one account, Region and set of
 * physical names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
public final class Template {
    /** One resource as declared; properties still hold intrinsic functions. */
    public record Resource(String logicalId, String type, JsonNode properties) {}

    /** What {@code Ref} and {@code Fn::GetAtt} of a resource give. */
    public interface Attributes {
        String ref(Resource resource);

        String attribute(Resource resource, String name);
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** The longest text that functions may make, in UTF-16 code units; a whole template has 1 MB at most. */
    private static final int LONGEST = 1 << 20;

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(!?)([^{}]+)}");

    private final JsonNode root;
    private final Map<String, String> pseudoParameters;
    private final Attributes attributes;
    private final Outside outside;
    /** Worked out once. */
    private volatile List<Resource> resources;
    /** Worked out once for each resource, by logical id. */
    private final Map<String, JsonNode> properties = new ConcurrentHashMap<>();

    /** A template whose values refer to nothing outside it. */
    public Template(JsonNode root, Map<String, String> pseudoParameters, Attributes attributes) {
        this(root, pseudoParameters, attributes, Outside.NOTHING);
    }

    public Template(JsonNode root, Map<String, String> pseudoParameters, Attributes attributes, Outside outside) {
        this.outside = outside;
        this.root = root;
        this.pseudoParameters = Map.copyOf(pseudoParameters);
        this.attributes = attributes;
    }

    /** The resources that exist under the template's conditions, in the order declared. */
    public List<Resource> resources() {
        if (resources == null) {
            List<Resource> existing = new ArrayList<>();
            root.path("Resources").properties().forEach(entry -> {
                JsonNode condition = entry.getValue().path("Condition");
                if (condition.isMissingNode() || condition(condition.textValue())) {
                    existing.add(resource(entry.getKey()));
                }
            });
            resources = List.copyOf(existing);
        }
        return resources;
    }

    public List<Resource> resources(String type) {
        return resources().stream().filter(r -> r.type().equals(type)).toList();
    }

    public Resource resource(String logicalId) {
        JsonNode declared = root.path("Resources").path(logicalId);
        if (declared.isMissingNode()) {
            throw new IllegalArgumentException("The template has no resource " + logicalId + ".");
        }
        return new Resource(logicalId, declared.path("Type").asText(), declared.path("Properties"));
    }

    /** What {@code Ref} of a resource gives. */
    public String ref(Resource resource) {
        return attributes.ref(resource);
    }

    /** The value of an output, or nothing. */
    public Optional<String> output(String name) {
        return Optional.of(root.path("Outputs").path(name).path("Value"))
                .filter(value -> !value.isMissingNode())
                .map(this::text);
    }

    /** A resource's properties with every intrinsic function resolved; to be read, not changed. */
    public JsonNode properties(Resource resource) {
        return properties.computeIfAbsent(resource.logicalId(), absent -> resolve(resource.properties()));
    }

    public String text(JsonNode value) {
        return resolve(value).asText();
    }

    public JsonNode resolve(JsonNode value) {
        if (value.isArray()) {
            ArrayNode array = JSON.arrayNode();
            for (JsonNode element : value) {
                JsonNode resolved = resolve(element);
                if (!resolved.isMissingNode()) {
                    array.add(resolved);
                }
            }
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        if (value.size() == 1) {
            String name = value.fieldNames().next();
            if (name.equals("Ref")
                    || name.equals("Condition") && value.path(name).isTextual()) {
                return name.equals("Ref") ? ref(value.path(name).textValue()) : value;
            }
            if (name.startsWith("Fn::")) {
                return function(name, value.path(name));
            }
        }
        ObjectNode object = JSON.objectNode();
        value.properties().forEach(entry -> {
            JsonNode resolved = resolve(entry.getValue());
            if (!resolved.isMissingNode()) {
                object.set(entry.getKey(), resolved);
            }
        });
        return object;
    }

    private JsonNode ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return JSON.missingNode();
        }
        if (pseudoParameters.containsKey(name)) {
            return TextNode.valueOf(pseudoParameters.get(name));
        }
        JsonNode parameter = root.path("Parameters").path(name);
        if (!parameter.isMissingNode()) {
            boolean given = parameter.has("Default") || outside == Outside.NOTHING;
            return given ? parameter.path("Default") : unknown("the parameter " + name + " has no default.");
        }
        try {
            return TextNode.valueOf(attributes.ref(resource(name)));
        } catch (IllegalArgumentException notKnown) {
            return unknown(notKnown.getMessage());
        }
    }

    private JsonNode function(String name, JsonNode argument) {
        return switch (name) {
            case "Fn::GetAtt" ->
                argument.isTextual()
                        ? attribute(argument.textValue())
                        : attribute(argument.get(0).textValue() + "." + text(argument.get(1)));
            case "Fn::Join" -> join(text(argument.get(0)), resolve(argument.get(1)));
            case "Fn::Sub" -> substitute(argument);
            case "Fn::Select" ->
                select(resolve(argument.get(1)), resolve(argument.get(0)).asInt());
            case "Fn::Split" -> split(text(argument.get(0)), text(argument.get(1)));
            case "Fn::FindInMap" ->
                root.path("Mappings")
                        .path(text(argument.get(0)))
                        .path(text(argument.get(1)))
                        .path(text(argument.get(2)));
            case "Fn::If" -> resolve(condition(argument.get(0).textValue()) ? argument.get(1) : argument.get(2));
            case "Fn::GetAZs" -> split(",", zones());
            case "Fn::ImportValue" -> imported(text(argument));
            default -> unknown("The template uses " + name + ", which is not known here.");
        };
    }

    private JsonNode imported(String export) {
        return outside.imported(export)
                .<JsonNode>map(TextNode::valueOf)
                .orElseGet(
                        () -> unknown("The template imports " + export + ", which no other stack of the app exports."));
    }

    private JsonNode unknown(String what) {
        return TextNode.valueOf(outside.unknown(what));
    }

    /** A part of what is unknown is as unknown. */
    private JsonNode select(JsonNode list, int index) {
        JsonNode selected = list.get(index);
        if (selected != null) {
            return selected;
        }
        return UnknownValues.in(list).stream()
                .findFirst()
                .map(this::unknown)
                .orElseGet(() -> unknown("The template selects element " + index + " of " + list + "."));
    }

    private String zones() {
        String region = pseudoParameters.get("AWS::Region");
        return region + "a," + region + "b," + region + "c";
    }

    private JsonNode attribute(String dotted) {
        int dot = dotted.indexOf('.');
        try {
            return TextNode.valueOf(
                    attributes.attribute(resource(dotted.substring(0, dot)), dotted.substring(dot + 1)));
        } catch (IllegalArgumentException notKnown) {
            return unknown(notKnown.getMessage());
        }
    }

    private static JsonNode join(String separator, JsonNode parts) {
        List<String> texts = new ArrayList<>();
        parts.forEach(part -> texts.add(part.asText()));
        return TextNode.valueOf(String.join(separator, texts));
    }

    private static JsonNode split(String separator, String text) {
        ArrayNode array = JSON.arrayNode();
        for (String part : text.split(Pattern.quote(separator), -1)) {
            array.add(part);
        }
        return array;
    }

    private JsonNode substitute(JsonNode argument) {
        String text = argument.isArray() ? argument.get(0).textValue() : argument.textValue();
        JsonNode variables = argument.isArray() ? argument.get(1) : JSON.objectNode();
        Matcher matcher = SUBSTITUTION.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(2);
            String replacement;
            if (!matcher.group(1).isEmpty()) {
                replacement = "${" + name + "}";
            } else if (variables.has(name)) {
                replacement = text(variables.path(name));
            } else if (name.contains(".")) {
                replacement = attribute(name).textValue();
            } else {
                replacement = ref(name).asText();
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(replacement));
            if (out.length() > LONGEST) {
                throw new IllegalArgumentException("A text becomes longer than a whole template may be.");
            }
        }
        return TextNode.valueOf(matcher.appendTail(out).toString());
    }

    private boolean condition(String name) {
        return holds(root.path("Conditions").path(name));
    }

    private boolean holds(JsonNode expression) {
        String name = expression.fieldNames().next();
        JsonNode argument = expression.path(name);
        return switch (name) {
            case "Condition" -> condition(argument.textValue());
            case "Fn::Equals" -> text(argument.get(0)).equals(text(argument.get(1)));
            case "Fn::Not" -> !holds(argument.get(0));
            case "Fn::And" -> stream(argument).allMatch(this::holds);
            case "Fn::Or" -> stream(argument).anyMatch(this::holds);
            default ->
                !unknown("The template's conditions use " + name + ", which is not known here.")
                        .isTextual();
        };
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements.stream();
    }
}
