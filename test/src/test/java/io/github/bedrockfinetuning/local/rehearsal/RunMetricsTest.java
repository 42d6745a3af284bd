package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the metric filters of the template with the log lines of the steps, to verify that the dashboard shows these
 * metrics.
 */
class RunMetricsTest {
    @Test
    void countsARunItsOutcomeItsPriceAndItsJobsAge(@TempDir Path folder) throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, Stacks.smallDataset(folder, "{}"));
            stack.settle();
            Map<String, List<Double>> metrics = CloudWatch.metrics(stack);
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
            assertThat(CloudWatch.metrics(stack).get("Ended ABORTED")).containsExactly(1.0);
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
}
