package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockfinetuning.local.template.AnyNames;
import io.github.bedrockfinetuning.local.template.IntrinsicFunctions;
import io.github.bedrockfinetuning.local.template.PhysicalNames;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Resolves a template for one combination of its conditions. */
final class StackReader implements IntrinsicFunctions.Values {
    private static final String NESTED = "AWS::CloudFormation::Stack";
    private static final String FROM_PARAMETER_STORE = "AWS::SSM::Parameter::";

    /** The maximum depth of names that refer to other names. */
    private static final int DEEPEST = 5;

    private final StackTemplate template;
    private final Map<String, String> parameters;
    private final UnaryOperator<String> exports;
    private final String account;
    private final AnyNames names;
    private final Map<String, String> pseudo;
    private final IntrinsicFunctions functions;

    /**
     * @param parameters the parameters of a nested stack
     * @param exports returns the value of an export by name; null for unknown exports
     */
    StackReader(
            StackTemplate template,
            String account,
            Map<String, Boolean> conditions,
            Map<String, String> parameters,
            UnaryOperator<String> exports) {
        this.template = template;
        this.account = account;
        this.parameters = parameters;
        this.exports = exports;
        names = new AnyNames(template.name(), template.region(), account);
        pseudo = new PhysicalNames(template.name(), template.region(), account).pseudoParameters();
        functions = new IntrinsicFunctions(template.json(), this);
        this.conditions = conditions;
    }

    private final Map<String, Boolean> conditions;
    private int depth;

    List<StackResource> resources() {
        List<StackResource> resources = new ArrayList<>();
        template.json().path("Resources").properties().forEach(entry -> {
            JsonNode condition = entry.getValue().path("Condition");
            if (!condition.isTextual() || conditions.getOrDefault(condition.textValue(), Boolean.TRUE)) {
                resources.add(resource(entry.getKey(), entry.getValue()));
            }
        });
        return resources;
    }

    private StackResource resource(String id, JsonNode declared) {
        Resource resource = declared(id);
        return new StackResource(
                template.name(),
                id,
                resource.type(),
                names.arn(resource),
                refOf(resource),
                functions.resolve(declared.path("Properties")));
    }

    /** Returns the value of Ref for a resource. The name of a function version contains the name of the function. */
    private String refOf(Resource resource) {
        boolean version = resource.type().equals("AWS::Lambda::Version");
        if (version && !resource.properties().path("FunctionName").path("Ref").isTextual()) {
            return functions.text(resource.properties().path("FunctionName")) + ":1";
        }
        return names.ref(resource);
    }

    private Resource declared(String id) {
        JsonNode declared = template.json().path("Resources").path(id);
        return new Resource(id, declared.path("Type").asText(), declared.path("Properties"));
    }

    /** Returns the parameters of a nested stack. */
    Map<String, String> parametersOf(StackResource nested) {
        Map<String, String> given = new java.util.LinkedHashMap<>();
        nested.property("Parameters").properties().forEach(entry -> {
            List<String> texts = Clause.textsOf(entry.getValue());
            given.put(entry.getKey(), String.join(",", texts));
        });
        return given;
    }

    /** Returns the value of an output, or null if there is no such output. */
    @Nullable
    String output(String name) {
        JsonNode value = template.json().path("Outputs").path(name).path("Value");
        return value.isMissingNode() ? null : functions.text(value);
    }

    /** Returns the value of an export, or null if there is no such export. */
    @Nullable
    String export(String export) {
        for (JsonNode output : template.json().path("Outputs")) {
            JsonNode name = output.path("Export").path("Name");
            if (!name.isMissingNode() && functions.text(name).equals(export)) {
                return functions.text(output.path("Value"));
            }
        }
        return null;
    }

    /** Evaluates a value up to the maximum depth. Circular references have no value. */
    private <T> T within(Supplier<T> value) {
        if (depth >= DEEPEST) {
            return null;
        }
        depth++;
        try {
            return value.get();
        } finally {
            depth--;
        }
    }

    @Override
    public JsonNode ref(String name) {
        String value = within(() -> refWithin(name));
        return value == null ? null : TextNode.valueOf(value);
    }

    private String refWithin(String name) {
        if (pseudo.containsKey(name)) {
            return pseudo.get(name);
        }
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        JsonNode parameter = template.json().path("Parameters").path(name);
        if (!parameter.isMissingNode()) {
            JsonNode value = parameter.path("Default");
            boolean told = value.isValueNode()
                    && !value.isMissingNode()
                    && !parameter.path("Type").asText().startsWith(FROM_PARAMETER_STORE);
            return told ? value.asText() : null;
        }
        return template.json().path("Resources").has(name) ? refOf(declared(name)) : null;
    }

    @Override
    public String attribute(String logicalId, String attribute) {
        return within(() -> attributeWithin(logicalId, attribute));
    }

    private String attributeWithin(String logicalId, String attribute) {
        if (!template.json().path("Resources").has(logicalId)) {
            return null;
        }
        Resource resource = declared(logicalId);
        if (resource.type().startsWith("Custom::") || resource.type().startsWith("AWS::CloudFormation::")) {
            StackTemplate nested = template.nested().get(logicalId);
            if (!resource.type().equals(NESTED) || nested == null || !attribute.startsWith("Outputs.")) {
                return null;
            }
            StackResource at =
                    resource(logicalId, template.json().path("Resources").path(logicalId));
            return new StackReader(nested, account, conditions, parametersOf(at), exports)
                    .output(attribute.substring("Outputs.".length()));
        }
        if (resource.type().equals("AWS::SSM::Parameter") && attribute.equals("Value")) {
            return functions.text(resource.properties().path("Value"));
        }
        return names.attribute(resource, attribute);
    }

    @Override
    public String imported(String export) {
        return exports.apply(export);
    }

    @Override
    public boolean condition(String name) {
        return conditions.getOrDefault(name, Boolean.FALSE);
    }

    @Override
    public String literal(String text) {
        return Unresolved.withoutReferences(text);
    }

    @Override
    public String unknown(String what) {
        return Unresolved.text(what);
    }

    @Override
    public boolean isUnknown(String text) {
        return Unresolved.isIn(text);
    }
}
