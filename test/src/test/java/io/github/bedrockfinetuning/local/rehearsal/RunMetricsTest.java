package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The template's metric filters, held against what the steps really log: what the dashboard shows comes to be. */
class RunMetricsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FILTER = Pattern.compile("\\{ \\$\\.(\\w+) (=|>|>=) (\\*|0) }");

    @Test
    void countsARunItsOutcomeItsPriceAndItsJobsAge(@TempDir Path folder) throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, Stacks.smallDataset(folder, "{}"));
            stack.settle();
            Map<String, List<Double>> metrics = metrics(stack);
            assertThat(metrics.get("Started")).containsExactly(1.0);
            assertThat(metrics.get("Ended SUCCEEDED")).containsExactly(1.0);
            JsonNode record = stack.result("runs/" + stack.executions().get(0).name() + "/run.json")
                    .orElseThrow();
            assertThat(metrics.get("EstimatedDollars"))
                    .containsExactly(record.at("/estimate/total/high").asDouble());
            assertThat(metrics.get("OldestJobMinutes")).containsOnly(0.0);
            assertThat(metrics).doesNotContainKey("Swept");
        }
    }

    @Test
    void countsARunThatWasAborted(@TempDir Path folder) throws Exception {
        try (DeployedStack stack = Stacks.deploy("StartServing:abort")) {
            drop(stack, Stacks.smallDataset(folder, "{}"));
            stack.settle();
            assertThat(metrics(stack).get("Ended ABORTED")).containsExactly(1.0);
        }
    }

    @Test
    void theDashboardShowsOnlyMetricsThatTheStackMakes() {
        Set<String> made = new HashSet<>();
        String dashboard = "";
        for (JsonNode resource : Stacks.assembly().template().path("Resources")) {
            if (resource.path("Type").asText().equals("AWS::Logs::MetricFilter")) {
                made.add(resource.at("/Properties/MetricTransformations/0/MetricName")
                        .asText());
            }
            if (resource.path("Type").asText().equals("AWS::CloudWatch::Dashboard")) {
                dashboard = resource.path("Properties").toString();
            }
        }
        Matcher shown =
                Pattern.compile("BedrockFineTuning/[^,]+,[^A-Za-z]*([A-Za-z]+)").matcher(dashboard);
        Set<String> names = new HashSet<>();
        while (shown.find()) {
            names.add(shown.group(1));
        }
        assertThat(names).containsExactlyInAnyOrder("Started", "Ended", "EstimatedDollars", "OldestJobMinutes");
        assertThat(made).containsAll(names);
    }

    private static void drop(DeployedStack stack, Path dataset) throws Exception {
        for (String file : List.of("train.jsonl", "test.jsonl", "run.json")) {
            stack.upload("inbox/small/" + file, Files.readAllBytes(dataset.resolve(file)));
        }
    }

    /** What CloudWatch would have counted: the values of each metric, with its dimension. */
    private static Map<String, List<Double>> metrics(DeployedStack stack) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : stack.log()) {
            if (line.startsWith("{")) {
                lines.add(JSON.readTree(line));
            }
        }
        Map<String, List<Double>> metrics = new TreeMap<>();
        for (JsonNode resource : Stacks.assembly().template().path("Resources")) {
            if (resource.path("Type").asText().equals("AWS::Logs::MetricFilter")) {
                JsonNode properties = resource.path("Properties");
                String log = properties.at("/LogGroupName/Ref").asText();
                for (JsonNode line : lines) {
                    if (log.startsWith("FineTuning" + line.path("step").asText())) {
                        count(properties, line, metrics);
                    }
                }
            }
        }
        return metrics;
    }

    private static void count(JsonNode filter, JsonNode line, Map<String, List<Double>> metrics) {
        Matcher pattern = FILTER.matcher(filter.path("FilterPattern").asText());
        assertThat(pattern.matches()).as(filter.toString()).isTrue();
        JsonNode value = line.path(pattern.group(1));
        boolean counted = switch (pattern.group(2)) {
            case "=" -> !value.isMissingNode();
            case ">" -> value.isNumber() && value.asDouble() > 0;
            default -> value.isNumber() && value.asDouble() >= 0;
        };
        if (counted) {
            JsonNode made = filter.at("/MetricTransformations/0");
            String name = made.path("MetricName").asText();
            for (JsonNode dimension : made.path("Dimensions")) {
                name += " "
                        + line.path(dimension.path("Value").asText().substring(2))
                                .asText();
            }
            String from = made.path("MetricValue").asText();
            metrics.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(from.startsWith("$.") ? line.path(from.substring(2)).asDouble() : Double.parseDouble(from));
        }
    }
}
