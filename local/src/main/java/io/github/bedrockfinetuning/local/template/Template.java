package io.github.bedrockfinetuning.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A synthesized CloudFormation template. Its intrinsic functions are resolved for one account and Region.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
public final class Template {
    /** A resource in the template. Its intrinsic functions are not yet resolved. */
    public record Resource(String logicalId, String type, JsonNode properties) {}

    /** Provides the values of {@code Ref} and {@code Fn::GetAtt} for resources. */
    public interface Attributes {
        String ref(Resource resource);

        String attribute(Resource resource, String name);
    }

    private final JsonNode root;
    private final Map<String, String> pseudoParameters;
    private final Attributes attributes;
    private final Outside outside;
    private final Names names = new Names();
    private final IntrinsicFunctions functions;
    /** The resources, or null until {@link #resources()} is called for the first time. */
    private volatile @Nullable List<Resource> resources;
    /** The resolved properties, keyed by logical ID. */
    private final Map<String, JsonNode> properties = new ConcurrentHashMap<>();

    /** Creates a template without references to other stacks. */
    public Template(JsonNode root, Map<String, String> pseudoParameters, Attributes attributes) {
        this(root, pseudoParameters, attributes, Outside.NOTHING);
    }

    public Template(JsonNode root, Map<String, String> pseudoParameters, Attributes attributes, Outside outside) {
        this.outside = outside;
        this.root = root;
        this.pseudoParameters = Map.copyOf(pseudoParameters);
        this.attributes = attributes;
        functions = new IntrinsicFunctions(root, names);
    }

    /** Returns the resources whose conditions are true, in the order of the template. */
    public List<Resource> resources() {
        if (resources == null) {
            List<Resource> existing = new ArrayList<>();
            root.path("Resources").properties().forEach(entry -> {
                JsonNode condition = entry.getValue().path("Condition");
                if (condition.isMissingNode() || names.condition(condition.textValue())) {
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
            throw new IllegalArgumentException("The template does not contain the resource " + logicalId + ".");
        }
        return new Resource(logicalId, declared.path("Type").asText(), declared.path("Properties"));
    }

    /** Returns the {@code Ref} value of a resource. */
    public String ref(Resource resource) {
        return attributes.ref(resource);
    }

    /** Returns the value of an output, or an empty {@code Optional} if the template does not contain the output. */
    public Optional<String> output(String name) {
        return Optional.of(root.path("Outputs").path(name).path("Value"))
                .filter(value -> !value.isMissingNode())
                .map(this::text);
    }

    /** Returns the resolved properties of a resource. The caller must not modify them. */
    public JsonNode properties(Resource resource) {
        return properties.computeIfAbsent(resource.logicalId(), absent -> resolve(resource.properties()));
    }

    public String text(JsonNode value) {
        return functions.text(value);
    }

    public JsonNode resolve(JsonNode value) {
        return functions.resolve(value);
    }

    /** Provides the values of references and conditions. */
    private final class Names implements IntrinsicFunctions.Values {
        @Override
        public JsonNode ref(String name) {
            if (pseudoParameters.containsKey(name)) {
                return TextNode.valueOf(pseudoParameters.get(name));
            }
            JsonNode parameter = root.path("Parameters").path(name);
            if (parameter.isMissingNode()) {
                return TextNode.valueOf(orUnknown(() -> attributes.ref(resource(name))));
            }
            boolean given = parameter.has("Default") || outside == Outside.NOTHING;
            return given
                    ? parameter.path("Default")
                    : TextNode.valueOf(outside.unknown("the parameter " + name + " has no default value."));
        }

        @Override
        public String attribute(String logicalId, String attribute) {
            return orUnknown(() -> attributes.attribute(resource(logicalId), attribute));
        }

        @Override
        public String imported(String export) {
            return outside.imported(export)
                    .orElseGet(() -> outside.unknown(
                            "The template imports " + export + ", but no other stack in the app exports it."));
        }

        @Override
        public boolean condition(String name) {
            return holds(root.path("Conditions").path(name));
        }

        @Override
        public String unknown(String what) {
            return outside.unknown("The template uses " + what + ", which is not simulated.");
        }

        @Override
        public boolean isUnknown(String text) {
            return !UnknownValues.in(TextNode.valueOf(text)).isEmpty();
        }

        private String orUnknown(Supplier<String> value) {
            try {
                return value.get();
            } catch (IllegalArgumentException notKnown) {
                return outside.unknown(notKnown.getMessage());
            }
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
                default -> {
                    outside.unknown("The conditions of the template use " + name + ", which is not simulated.");
                    yield false;
                }
            };
        }

        private static Stream<JsonNode> stream(JsonNode array) {
            return StreamSupport.stream(array.spliterator(), false);
        }
    }
}
