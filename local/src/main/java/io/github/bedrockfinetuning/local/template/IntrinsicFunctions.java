package io.github.bedrockfinetuning.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates CloudFormation intrinsic functions. {@code Fn::Base64} returns its input unchanged, and {@code Fn::Cidr}
 * returns copies of the undivided block.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
public final class IntrinsicFunctions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** The maximum length of a computed string, in UTF-16 code units. The maximum size of a template is 1 MB. */
    private static final int LONGEST = 1 << 20;

    private static final int MOST_BLOCKS = 256;
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(!?)([^{}]+)}");

    /** Provides the values of references and conditions in a template. */
    public interface Values {
        /**
         * Returns the value of a {@code Ref} to a pseudo parameter, a parameter, or a resource, or null if it is
         * unknown.
         */
        @Nullable
        JsonNode ref(String name);

        /** Returns the value of a resource attribute, or null if it is unknown. */
        @Nullable
        String attribute(String logicalId, String attribute);

        /** Returns the value that another stack exports, or null if it is unknown. */
        @Nullable
        String imported(String export);

        boolean condition(String name);

        /** Returns the value of a literal string, which is the string itself by default. */
        default String literal(String text) {
            return text;
        }

        /**
         * Returns a placeholder for an unknown value.
         *
         * @param what a description of the value, for example {@code Ref Size}
         * @throws IllegalArgumentException if placeholders are not allowed
         */
        String unknown(String what);

        /** Returns whether a string contains a placeholder for an unknown value. */
        boolean isUnknown(String text);
    }

    private final JsonNode template;
    private final Values values;

    public IntrinsicFunctions(JsonNode template, Values values) {
        this.template = template;
        this.values = values;
    }

    public String text(JsonNode value) {
        return resolve(value).asText();
    }

    /** Evaluates all intrinsic functions in a value. Returns a missing node for {@code AWS::NoValue}. */
    public JsonNode resolve(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(values.literal(value.textValue()));
        }
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
            JsonNode argument = value.path(name);
            if (name.equals("Ref") && argument.isTextual()) {
                return ref(argument.textValue());
            }
            if (name.startsWith("Fn::")) {
                return argument.size() < fewest(name) ? unknown(name) : function(name, argument);
            }
        }
        ObjectNode object = JSON.objectNode();
        value.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode resolved = name.startsWith("Fn::") ? unknown(name) : resolve(entry.getValue());
            if (!resolved.isMissingNode()) {
                object.set(name, resolved);
            }
        });
        return object;
    }

    private JsonNode unknown(String what) {
        return TextNode.valueOf(values.unknown(what));
    }

    private JsonNode known(@Nullable String value, String what) {
        return value == null ? unknown(what) : TextNode.valueOf(value);
    }

    private JsonNode ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return JSON.missingNode();
        }
        JsonNode value = values.ref(name);
        if (value == null) {
            return unknown("Ref " + name);
        }
        String type = template.path("Parameters").path(name).path("Type").asText();
        boolean list = type.equals("CommaDelimitedList") || type.startsWith("List<");
        return list && value.isTextual() ? split(",", value.textValue().replace(" ", "")) : value;
    }

    /** Returns the minimum number of arguments for a function. */
    private static int fewest(String function) {
        return switch (function) {
            case "Fn::Join", "Fn::Select", "Fn::Split", "Fn::Cidr" -> 2;
            case "Fn::FindInMap", "Fn::If" -> 3;
            default -> 0;
        };
    }

    private JsonNode function(String name, JsonNode argument) {
        return switch (name) {
            case "Fn::GetAtt" ->
                attribute(
                        argument.isTextual()
                                ? argument.textValue()
                                : argument.path(0).asText() + "." + text(argument.path(1)));
            case "Fn::Join" -> join(text(argument.get(0)), resolve(argument.get(1)));
            case "Fn::Sub" -> substitute(argument);
            case "Fn::Select" ->
                select(resolve(argument.get(1)), resolve(argument.get(0)).asInt());
            case "Fn::Split" -> split(text(argument.get(0)), text(argument.get(1)));
            case "Fn::FindInMap" -> find(argument);
            case "Fn::If" -> resolve(values.condition(argument.get(0).asText()) ? argument.get(1) : argument.get(2));
            case "Fn::ImportValue" -> {
                String export = text(argument);
                yield known(values.imported(export), "Fn::ImportValue " + export);
            }
            case "Fn::GetAZs" -> {
                String region = ref("AWS::Region").asText();
                yield JSON.arrayNode().add(region + "a").add(region + "b").add(region + "c");
            }
            case "Fn::Base64" -> resolve(argument);
            case "Fn::Cidr" ->
                cidr(resolve(argument.get(0)), resolve(argument.get(1)).asInt());
            case "Fn::ToJsonString" -> TextNode.valueOf(resolve(argument).toString());
            default -> unknown(name);
        };
    }

    private JsonNode attribute(String dotted) {
        int dot = dotted.indexOf('.');
        String value = dot < 0 ? null : values.attribute(dotted.substring(0, dot), dotted.substring(dot + 1));
        return known(value, "Fn::GetAtt " + dotted);
    }

    private JsonNode join(String separator, JsonNode parts) {
        if (!parts.isArray()) {
            return TextNode.valueOf(parts.asText());
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            joined.append(i == 0 ? "" : separator).append(parts.get(i).asText());
            if (joined.length() > LONGEST) {
                return unknown("Fn::Join with a result longer than the maximum template size");
            }
        }
        return TextNode.valueOf(joined.toString());
    }

    /** Selects an element. An element of an unknown list is also unknown. */
    private JsonNode select(JsonNode list, int index) {
        if (list.isTextual() && values.isUnknown(list.textValue())) {
            return list;
        }
        JsonNode selected = list.get(index);
        return selected == null ? unknown("Fn::Select of element " + index + " of " + list) : selected;
    }

    private JsonNode split(String separator, String text) {
        if (values.isUnknown(text)) {
            return TextNode.valueOf(text);
        }
        ArrayNode array = JSON.arrayNode();
        for (String part : text.split(Pattern.quote(separator), -1)) {
            array.add(part);
        }
        return array;
    }

    private JsonNode find(JsonNode argument) {
        JsonNode found = template.path("Mappings");
        for (int i = 0; i < 3; i++) {
            found = found.path(text(argument.get(i)));
        }
        if (!found.isMissingNode()) {
            return found;
        }
        JsonNode fallback = argument.path(3).path("DefaultValue");
        return fallback.isMissingNode() ? unknown("Fn::FindInMap " + argument) : resolve(fallback);
    }

    private JsonNode cidr(JsonNode block, int count) {
        if (!block.isTextual()) {
            return unknown("Fn::Cidr");
        }
        ArrayNode blocks = JSON.arrayNode();
        for (int i = 0; i < Math.max(1, Math.min(MOST_BLOCKS, count)); i++) {
            blocks.add(block);
        }
        return blocks;
    }

    private JsonNode substitute(JsonNode argument) {
        JsonNode text = argument.isArray() ? argument.path(0) : argument;
        if (!text.isTextual()) {
            return unknown("Fn::Sub");
        }
        JsonNode variables = argument.path(1);
        Matcher matcher = SUBSTITUTION.matcher(text.textValue());
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(2);
            String replacement;
            if (!matcher.group(1).isEmpty()) {
                replacement = "${" + name + "}";
            } else if (variables.has(name)) {
                replacement = text(variables.path(name));
            } else {
                replacement = (name.contains(".") ? attribute(name) : ref(name)).asText();
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(replacement));
            if (out.length() > LONGEST) {
                return unknown("Fn::Sub with a result longer than the maximum template size");
            }
        }
        return TextNode.valueOf(values.literal(matcher.appendTail(out).toString()));
    }
}
