package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Single values of settings by their JSON pointer; what has the wrong type or range is refused and then absent. */
final class SettingValues {
    private static final String CORRECT = "Correct it, or leave it out for the default.";

    private final SettingsFile file;
    private final JsonNode values;

    SettingValues(SettingsFile file, JsonNode values) {
        this.file = file;
        this.values = values;
    }

    JsonNode at(String pointer) {
        return values.at(pointer);
    }

    Optional<String> text(String pointer, int longest) {
        JsonNode node = at(pointer);
        if (absent(node)) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.textValue().isBlank() || node.textValue().length() > longest) {
            file.refuse(pointer, "It must be a text of 1 to " + longest + " characters.", CORRECT);
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    Optional<String> oneOf(String pointer, Set<String> choices) {
        Optional<String> text = text(pointer, 200);
        if (text.isPresent() && !choices.contains(text.get())) {
            file.refuse(pointer, "It must be one of: " + String.join(", ", new TreeSet<>(choices)) + ".", CORRECT);
            return Optional.empty();
        }
        return text;
    }

    boolean flag(String pointer) {
        JsonNode node = at(pointer);
        if (!absent(node) && !node.isBoolean()) {
            file.refuse(pointer, "It must be true or false.", CORRECT);
        }
        return node.booleanValue();
    }

    Optional<BigDecimal> number(String pointer, BigDecimal min, BigDecimal max) {
        JsonNode node = at(pointer);
        if (absent(node)) {
            return Optional.empty();
        }
        Optional<BigDecimal> value = node.isNumber() ? decimal(node) : Optional.empty();
        if (value.filter(v -> v.compareTo(min) >= 0 && v.compareTo(max) <= 0).isEmpty()) {
            file.refuse(
                    pointer,
                    "It must be a number from " + min.toPlainString() + " to " + max.toPlainString() + ".",
                    CORRECT);
            return Optional.empty();
        }
        return value;
    }

    Optional<Long> whole(String pointer) {
        JsonNode node = at(pointer);
        if (absent(node)) {
            return Optional.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            file.refuse(pointer, "It must be a whole number.", CORRECT);
            return Optional.empty();
        }
        return Optional.of(node.longValue());
    }

    List<String> texts(String pointer, int most, int longest) {
        JsonNode node = at(pointer);
        if (absent(node)) {
            return List.of();
        }
        if (!node.isArray() || node.size() > most) {
            file.refuse(pointer, "It must be a list of at most " + most + " texts.", CORRECT);
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            text(pointer + "/" + i, longest).ifPresent(texts::add);
        }
        return texts.stream().distinct().toList();
    }

    /** The object at a pointer; an empty one where there is none. */
    JsonNode object(String pointer) {
        JsonNode node = at(pointer);
        if (!absent(node) && !node.isObject()) {
            file.refuse(pointer, "It must be an object.", CORRECT);
        }
        return node.isObject() ? node : Json.object();
    }

    /** Refuses what an object holds beyond the named keys. */
    void only(String pointer, Set<String> keys) {
        object(pointer).fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                file.refuse(
                        pointer + "/" + key,
                        "\"" + Failures.quote(key) + "\" is not a setting of " + pointer.substring(1) + ".",
                        "Remove it. Its settings are: " + String.join(", ", new TreeSet<>(keys)) + ".");
            }
        });
    }

    /** A number, or a text that is one, as Bedrock writes hyperparameters. */
    static Optional<BigDecimal> decimal(JsonNode node) {
        if (!node.isNumber() && !(node.isTextual() && node.textValue().length() <= 32)) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(node.asText());
            return Math.abs((long) value.scale()) > 100 ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
