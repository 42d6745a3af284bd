package io.github.bedrockfinetuning.local.models;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSON object that instructions contain as an example. It is parsed leniently, for example {@code {"intent": string,
 * "slots": {name: value}}}.
 *
 * @param fields the fields by key; a value is a nested {@link AskedForm}, or the words in the place of the value
 */
record AskedForm(Map<String, Object> fields) {
    private static final Pattern SHOWN = Pattern.compile("\\{\\s*[\"'`]?[\\p{L}_][\\p{L}\\p{N}_ -]*[\"'`]?\\s*:");

    /** Returns the first JSON object in a string, or an empty {@code Optional} if there is none. */
    static Optional<AskedForm> in(String instructions) {
        var start = instructions.indexOf('{');
        return start < 0 ? Optional.empty() : Optional.of(new Reader(instructions, start + 1).object());
    }

    /** Returns whether the instructions mention JSON or contain an object with a key. */
    static boolean wantsJson(String instructions) {
        return instructions.toLowerCase(Locale.ROOT).contains("json")
                || SHOWN.matcher(instructions).find();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text, int at) {
            this.text = text;
            this.at = at;
        }

        AskedForm object() {
            var fields = new LinkedHashMap<String, Object>();
            while (at < text.length() && text.charAt(at) != '}') {
                var key = until(":,}").replaceAll("[\"'`\\s]", "");
                if (at < text.length() && text.charAt(at) == ':') {
                    at++;
                    fields.put(key, value());
                } else if (!key.isEmpty()) {
                    fields.put(key, "");
                }
                if (at < text.length() && text.charAt(at) == ',') {
                    at++;
                }
            }
            at++;
            return new AskedForm(fields);
        }

        private Object value() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '{') {
                at++;
                return object();
            }
            return until(",}").strip();
        }

        /**
         * Reads characters until one of the specified characters occurs. Ignores these characters in square brackets.
         */
        private String until(String marks) {
            var from = at;
            var depth = 0;
            while (at < text.length() && (depth > 0 || marks.indexOf(text.charAt(at)) < 0)) {
                depth += text.charAt(at) == '[' ? 1 : text.charAt(at) == ']' ? -1 : 0;
                at++;
            }
            return text.substring(from, at);
        }
    }
}
