package io.github.bedrockfinetuning.contract.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The names of the metrics that score answers. The list is generated from the metrics of the steps, whose classes the
 * constructs cannot use.
 */
final class MetricNames {
    private MetricNames() {}

    /** Returns the names of all metrics, in the order in which users see them. */
    static List<String> all() {
        try (InputStream in = MetricNames.class.getResourceAsStream("metrics.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
