package io.github.bedrockfinetuning.local.models.learning;

import java.util.LinkedHashMap;
import java.util.Map;

/** The named numeric features of an example. */
public final class Features {
    private final Map<String, Double> values = new LinkedHashMap<>();

    /** Adds a feature with the value 1. */
    public Features add(String name) {
        values.put(name, 1.0);
        return this;
    }

    public Features add(String name, double value) {
        if (value != 0) {
            values.put(name, value);
        }
        return this;
    }

    /** Scales the values to unit length, so long texts do not have more weight than short texts. */
    public Features normalised() {
        var length = Math.sqrt(values.values().stream().mapToDouble(v -> v * v).sum());
        if (length > 0) {
            values.replaceAll((name, value) -> value / length);
        }
        return this;
    }

    public Map<String, Double> values() {
        return values;
    }
}
