package io.github.bedrockfinetuning.local.models;

import java.util.LinkedHashMap;
import java.util.Map;

/** The named numbers that describe one thing to a classifier. */
final class Features {
    private final Map<String, Double> values = new LinkedHashMap<>();

    /** Notes that something is there. */
    Features add(String name) {
        values.put(name, 1.0);
        return this;
    }

    Features add(String name, double value) {
        if (value != 0) {
            values.put(name, value);
        }
        return this;
    }

    /** Gives all values together the length one, so that long texts do not outweigh short ones. */
    Features normalised() {
        var length = Math.sqrt(values.values().stream().mapToDouble(v -> v * v).sum());
        if (length > 0) {
            values.replaceAll((name, value) -> value / length);
        }
        return this;
    }

    Map<String, Double> values() {
        return values;
    }
}
