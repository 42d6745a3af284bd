package io.github.bedrockfinetuning.local.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.models.ListedLabels.Named;
import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fills in the JSON example in instructions, using simple rules for its keys. */
record ZeroShotForm(ZeroShotLabels labels) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:[.,]\\d+)*");
    private static final Pattern TIME = Pattern.compile(
            "\\b(today|tonight|tomorrow|yesterday|now|(?:next|last|this) \\w+|\\d{1,2}(?::\\d\\d)? ?[ap]\\.?m\\.?|\\d{1,2}:\\d\\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
                    + "|(?:in|at) \\d+ \\w+|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \\d{1,2}\\w*)?(?:,? \\d{4})?)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE = Pattern.compile("\\b(?:in|near|at|from|to) ((?:\\p{Lu}[\\p{L}'.-]*\\s?)+)");
    private static final String CAPITALISED = "\\p{Lu}[\\p{L}\\p{N}'’.-]*";
    private static final Pattern NAME = Pattern.compile("(?<=[\\p{L}\\p{N},'’] )" + CAPITALISED
            + "(?:(?: (?:of|the|and|for|to)){0,2} " + CAPITALISED + ")*(?<=[\\p{L}\\p{N}])");
    private static final Pattern QUOTED = Pattern.compile("[\"“]([^\"”]+)[\"”]");
    private static final List<String> KIND_KEYS =
            List.of("intent", "action", "label", "category", "type", "class", "topic");

    String fill(String message, AskedForm form) {
        return object(message, form).toString();
    }

    /** Returns the answer to instructions that require JSON without an example. */
    String anyForm(String message) {
        return FlatJson.MAPPER
                .createObjectNode()
                .put("answer", String.join(" ", Words.content(message)))
                .toString();
    }

    private ObjectNode object(String message, AskedForm form) {
        var object = FlatJson.MAPPER.createObjectNode();
        form.fields().forEach((key, asked) -> {
            if (asked instanceof AskedForm nested) {
                object.set(key, open(nested) ? found(message) : object(message, nested));
            } else {
                put(object, key, (String) asked, message);
            }
        });
        return object;
    }

    /** Returns whether fields with any name are allowed, as in {@code {name: value}}. */
    private static boolean open(AskedForm form) {
        return form.fields().size() == 1
                && form.fields().keySet().iterator().next().matches("(?i)name|key|slot|field|\\.\\.\\.");
    }

    private ObjectNode found(String message) {
        var object = FlatJson.MAPPER.createObjectNode();
        first(NUMBER, message).ifPresent(number -> object.put("number", number));
        first(TIME, message).ifPresent(time -> object.put("time", time));
        first(PLACE, message).ifPresent(place -> object.put("location", place));
        name(message).ifPresent(name -> object.put("name", name));
        return object;
    }

    private void put(ObjectNode object, String key, String asked, String message) {
        var words = Words.ofIdentifier(key);
        var choices = choices(asked);
        if (choices.size() > 1) {
            object.put(key, labels.choose(message, choices));
        } else if (words.stream().anyMatch(KIND_KEYS::contains)) {
            object.put(key, camelCase(message));
        } else if (asked.matches("(?i).*\\b(number|integer|int|float)\\b.*") || words.contains("number")) {
            first(NUMBER, message).ifPresentOrElse(number -> object.put(key, number), () -> object.putNull(key));
        } else if (words.contains("time") || words.contains("date") || words.contains("year")) {
            first(TIME, message).ifPresentOrElse(time -> object.put(key, time), () -> object.putNull(key));
        } else {
            name(message).ifPresentOrElse(name -> object.put(key, name), () -> object.putNull(key));
        }
    }

    private static List<Named> choices(String asked) {
        return Arrays.stream(asked.split("\\||/|\\bor\\b"))
                .map(choice -> choice.replaceAll("[\"'`]", "").strip())
                .filter(choice -> !choice.isEmpty())
                .map(choice -> new Named(choice, ""))
                .toList();
    }

    private static String camelCase(String message) {
        return Words.content(message).stream()
                .limit(2)
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static Optional<String> name(String message) {
        return first(QUOTED, message).or(() -> first(NAME, message));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        return match.find() ? Optional.of(match.group(match.groupCount()).strip()) : Optional.empty();
    }
}
