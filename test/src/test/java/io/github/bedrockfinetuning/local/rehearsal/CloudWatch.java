package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Simulates the metric filters and the alarms of the template in a rehearsal. */
final class CloudWatch {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FILTER = Pattern.compile("\\{ \\$\\.(\\w+) (=|>|>=) (\\*|0) }");
    private static final String ALARMS = "FineTuningAlarms";

    private CloudWatch() {}

    /**
     * Returns the IDs of the alarms that would be in the ALARM state. Checks that all of them have the threshold 0 and
     * notify the topic.
     */
    static TreeSet<String> alarms(DeployedStack stack) {
        TreeSet<String> fired = new TreeSet<>();
        resources("AWS::CloudWatch::Alarm").forEach((id, alarm) -> {
            JsonNode properties = alarm.path("Properties");
            assertThat(properties.path("Threshold").asInt()).isZero();
            assertThat(properties.path("ComparisonOperator").asText()).isEqualTo("GreaterThanThreshold");
            assertThat(properties.path("TreatMissingData").asText()).isEqualTo("notBreaching");
            assertThat(properties.at("/AlarmActions/0/Ref").asText()).startsWith("FineTuningTopic");
            if (fires(stack, properties)) {
                fired.add(name(id));
            }
        });
        return fired;
    }

    /** Returns the description of an alarm. */
    static String description(String name) {
        return resources("AWS::CloudWatch::Alarm").entrySet().stream()
                .filter(alarm -> name(alarm.getKey()).equals(name))
                .map(alarm ->
                        alarm.getValue().at("/Properties/AlarmDescription").asText())
                .findFirst()
                .orElseThrow();
    }

    private static String name(String logicalId) {
        return logicalId.substring(ALARMS.length(), logicalId.length() - 8);
    }

    private static boolean fires(DeployedStack stack, JsonNode alarm) {
        if (alarm.path("Namespace").asText().equals("AWS/SQS")) {
            String queue = alarm.at("/Dimensions/0/Value/Fn::GetAtt/0").asText();
            return StackQueues.waiting(stack, queue) > 0;
        }
        if (alarm.at("/Metrics/0").has("Expression")) {
            return seesLateData(alarm) && sum(stack, alarm.path("Metrics")) > 0;
        }
        JsonNode metric = alarm.at("/Metrics/0/MetricStat/Metric");
        String name = metric.path("MetricName").asText();
        assertThat(metric.has("Dimensions")).isFalse();
        assertThat(resources("AWS::Logs::MetricFilter").values().stream()
                        .map(filter -> filter.at("/Properties/MetricTransformations/0"))
                        .filter(made -> made.path("MetricName").asText().equals(name)))
                .isNotEmpty()
                .allMatch(made ->
                        made.path("MetricNamespace").equals(metric.path("Namespace")) && !made.has("Dimensions"));
        return metrics(stack).getOrDefault(name, List.of()).stream().anyMatch(value -> value > 0);
    }

    /**
     * Returns whether an alarm detects late data points. FILL replaces a late data point in the newest period, so only
     * another period shows it.
     */
    private static boolean seesLateData(JsonNode alarm) {
        int periods = alarm.path("EvaluationPeriods").asInt();
        return !alarm.at("/Metrics/0/Expression").asText().contains("FILL(")
                || alarm.path("DatapointsToAlarm").asInt(periods) < periods;
    }

    /**
     * Returns the sum of metrics of the state machine. If one of them has no data point, the sum has none, unless FILL
     * provides a value. For example, a state machine whose runs only fail reports no timed-out runs. Child executions
     * of a Distributed Map are not counted, because their metrics have the ARN of the state machine with the label of
     * the map.
     */
    private static long sum(DeployedStack stack, JsonNode metrics) {
        String expression = metrics.at("/0/Expression").asText();
        long sum = 0;
        for (int number = 1; number < metrics.size(); number++) {
            String id = metrics.path(number).path("Id").asText();
            assertThat(expression).contains(id);
            JsonNode dimension = metrics.path(number).at("/MetricStat/Metric/Dimensions/0");
            assertThat(dimension.path("Name").asText()).isEqualTo("StateMachineArn");
            assertThat(resources("AWS::StepFunctions::StateMachine"))
                    .containsKey(dimension.at("/Value/Ref").asText());
            String status =
                    metrics.path(number).at("/MetricStat/Metric/MetricName").asText();
            long ended = stack.executions().stream()
                    .filter(e -> ("Executions" + e.status().name().replace("_", "")).equalsIgnoreCase(status))
                    .count();
            if (ended == 0 && !expression.contains("FILL(" + id + ", 0)")) {
                return 0;
            }
            sum += ended;
        }
        return sum;
    }

    /** Returns the values of each metric of a filter, by name and dimension. */
    static Map<String, List<Double>> metrics(DeployedStack stack) {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : stack.log()) {
            if (line.startsWith("{")) {
                lines.add(json(line));
            }
        }
        Map<String, List<Double>> metrics = new TreeMap<>();
        resources("AWS::Logs::MetricFilter").forEach((id, filter) -> {
            String log = filter.at("/Properties/LogGroupName/Ref").asText();
            lines.stream()
                    .filter(line ->
                            log.startsWith("FineTuning" + line.path("step").asText()))
                    .forEach(line -> count(filter.path("Properties"), line, metrics));
        });
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
            StringBuilder name = new StringBuilder(made.path("MetricName").asText());
            for (JsonNode dimension : made.path("Dimensions")) {
                name.append(' ')
                        .append(line.path(dimension.path("Value").asText().substring(2))
                                .asText());
            }
            String from = made.path("MetricValue").asText();
            metrics.computeIfAbsent(name.toString(), n -> new ArrayList<>())
                    .add(from.startsWith("$.") ? line.path(from.substring(2)).asDouble() : Double.parseDouble(from));
        }
    }

    private static Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new HashMap<>();
        Stacks.template().path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals(type)) {
                found.put(resource.getKey(), resource.getValue());
            }
        });
        return found;
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
