package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves intrinsic functions and never fails: what depends on values outside the template becomes text that starts
 * with {@link #UNRESOLVED}, so that whoever reads it can tell.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
final class Resolution {
    static final String UNRESOLVED = "<unresolved ";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(!?)([^{}]+)}");
    /** The longest text that functions may make, in UTF-16 code units; a whole template has 1 MB at most. */
    private static final int LONGEST = 1 << 20;

    private static final Pattern DYNAMIC = Pattern.compile("\\{\\{resolve:([^{}]*)}}");

    /** What the names in a template stand for. */
    interface Values {
        /** The value of a pseudo parameter, a parameter or a resource's {@code Ref}; null if it is not known. */
        String ref(String name);

        /** The value of an attribute; null if it is not known. */
        String attribute(String logicalId, String attribute);

        /** The value that another stack exports; null if it is not known. */
        String imported(String export);
    }

    private final JsonNode root;
    private final Values values;
    private final Function<String, Boolean> conditions;

    /** @param conditions decides the template's conditions by name */
    Resolution(JsonNode root, Values values, Function<String, Boolean> conditions) {
        this.root = root;
        this.values = values;
        this.conditions = conditions;
    }

    static boolean isUnresolved(String text) {
        return text.contains(UNRESOLVED);
    }

    private static TextNode unresolved(String what) {
        return TextNode.valueOf(UNRESOLVED + what + ">");
    }

    String text(JsonNode value) {
        return resolve(value).asText();
    }

    JsonNode resolve(JsonNode value) {
        if (value.isTextual()) {
            Matcher dynamic = DYNAMIC.matcher(value.textValue());
            return dynamic.find()
                    ? TextNode.valueOf(dynamic.replaceAll(
                            found -> Matcher.quoteReplacement(UNRESOLVED + "reference " + found.group(1) + ">")))
                    : value;
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
            if (name.equals("Ref") && value.path(name).isTextual()) {
                return ref(value.path(name).textValue());
            }
            if (name.startsWith("Fn::")) {
                return function(name, value.path(name));
            }
        }
        ObjectNode object = JSON.objectNode();
        value.properties().forEach(entry -> {
            JsonNode resolved =
                    entry.getKey().startsWith("Fn::") ? unresolved(entry.getKey()) : resolve(entry.getValue());
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
        String type = root.path("Parameters").path(name).path("Type").asText();
        JsonNode value = known(values.ref(name), "Ref " + name);
        boolean list = type.equals("CommaDelimitedList") || type.startsWith("List<");
        return list && !isUnresolved(value.asText()) ? split(",", value.asText().replace(" ", "")) : value;
    }

    private static TextNode known(String value, String what) {
        return value == null ? unresolved(what) : TextNode.valueOf(value);
    }

    private JsonNode function(String name, JsonNode argument) {
        try {
            JsonNode result = switch (name) {
                case "Fn::GetAtt" -> attribute(argument);
                case "Fn::Join" -> join(argument);
                case "Fn::Sub" -> substitute(argument);
                case "Fn::Select" -> select(argument);
                case "Fn::Split" -> split(text(argument.get(0)), text(argument.get(1)));
                case "Fn::FindInMap" -> find(argument);
                case "Fn::If" ->
                    resolve(conditions.apply(argument.get(0).asText()) ? argument.get(1) : argument.get(2));
                case "Fn::Base64" -> resolve(argument);
                case "Fn::GetAZs" -> split(",", zones());
                case "Fn::ImportValue" -> imported(text(argument));
                case "Fn::ToJsonString" -> TextNode.valueOf(resolve(argument).toString());
                case "Fn::Cidr" -> cidr(argument);
                default -> unresolved(name);
            };
            return result == null ? unresolved(name) : result;
        } catch (NullPointerException malformed) {
            return unresolved(name);
        }
    }

    private JsonNode imported(String export) {
        return known(values.imported(export), "Fn::ImportValue " + export);
    }

    private JsonNode attribute(JsonNode argument) {
        String dotted =
                argument.isTextual() ? argument.textValue() : argument.get(0).asText() + "." + text(argument.get(1));
        return attribute(dotted);
    }

    private JsonNode attribute(String dotted) {
        int dot = dotted.indexOf('.');
        String value = dot < 0 ? null : values.attribute(dotted.substring(0, dot), dotted.substring(dot + 1));
        return known(value, "Fn::GetAtt " + dotted);
    }

    private JsonNode join(JsonNode argument) {
        String separator = text(argument.get(0));
        JsonNode parts = resolve(argument.get(1));
        if (!parts.isArray()) {
            return TextNode.valueOf(parts.asText());
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            joined.append(i == 0 ? "" : separator).append(parts.get(i).asText());
            if (joined.length() > LONGEST) {
                return null;
            }
        }
        return TextNode.valueOf(joined.toString());
    }

    private JsonNode select(JsonNode argument) {
        JsonNode from = resolve(argument.get(1));
        return from.isArray() ? from.get(resolve(argument.get(0)).asInt()) : null;
    }

    private static JsonNode split(String separator, String text) {
        if (isUnresolved(text)) {
            return null;
        }
        ArrayNode array = JSON.arrayNode();
        for (String part : text.split(Pattern.quote(separator), -1)) {
            array.add(part);
        }
        return array;
    }

    private JsonNode find(JsonNode argument) {
        JsonNode found = root.path("Mappings")
                .path(text(argument.get(0)))
                .path(text(argument.get(1)))
                .path(text(argument.get(2)));
        if (!found.isMissingNode()) {
            return found;
        }
        JsonNode fallback = argument.path(3).path("DefaultValue");
        return fallback.isMissingNode() ? null : resolve(fallback);
    }

    private String zones() {
        String region = values.ref("AWS::Region");
        return region + "a," + region + "b," + region + "c";
    }

    /** The blocks lie within the given one; the block itself stands for each of them. */
    private JsonNode cidr(JsonNode argument) {
        ArrayNode blocks = JSON.arrayNode();
        JsonNode block = resolve(argument.get(0));
        if (!block.isTextual()) {
            return null;
        }
        for (int i = 0; i < Math.max(1, Math.min(256, resolve(argument.get(1)).asInt())); i++) {
            blocks.add(block);
        }
        return blocks;
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
                replacement = attribute(name).asText();
            } else {
                replacement = ref(name).asText();
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(replacement));
            if (out.length() > LONGEST) {
                return null;
            }
        }
        return resolve(TextNode.valueOf(matcher.appendTail(out).toString()));
    }
}
