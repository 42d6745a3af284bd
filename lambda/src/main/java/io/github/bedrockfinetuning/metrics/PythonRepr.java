package io.github.bedrockfinetuning.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** Implements {@code str()} and {@code repr()} for the Python value that corresponds to a JSON value. */
final class PythonRepr {
    private PythonRepr() {}

    /** Implements {@code str()}, which returns a string unchanged. */
    static String str(JsonNode value) {
        return value.isTextual() ? value.textValue() : repr(value);
    }

    private static String repr(JsonNode value) {
        if (value.isTextual()) {
            return quoted(value.textValue());
        } else if (value.isIntegralNumber()) {
            return value.bigIntegerValue().toString();
        } else if (value.isNumber()) {
            return PythonNumber.of(value.doubleValue()).toString();
        } else if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        } else if (value.isArray()) {
            StringJoiner elements = new StringJoiner(", ", "[", "]");
            value.forEach(element -> elements.add(repr(element)));
            return elements.toString();
        } else if (value.isObject()) {
            StringJoiner entries = new StringJoiner(", ", "{", "}");
            value.properties().forEach(entry -> entries.add(quoted(entry.getKey()) + ": " + repr(entry.getValue())));
            return entries.toString();
        }
        return "None";
    }

    private static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            if (c == quote || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (isPrintable(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
            }
        });
        return out.append(quote).toString();
    }

    private static boolean isPrintable(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.PRIVATE_USE:
            case Character.UNASSIGNED:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return false;
            case Character.SPACE_SEPARATOR:
                return c == ' ';
            default:
                return true;
        }
    }
}
