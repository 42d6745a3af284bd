package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StepName;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;

/** Tests the alarms, metrics and functions that platform teams use in their stacks. */
class WorkflowMetricsTest {
    private static final Synthesized STACK = Synthesized.stack("us-east-1", stack -> {
        FineTuningWorkflow workflow = FineTuningWorkflow.Builder.create(stack, "FineTuning")
                .withoutDashboard(true)
                .build();
        SnsAction pager = new SnsAction(new Topic(stack, "Pager"));
        workflow.getAlarms().forEach(alarm -> alarm.addAlarmAction(pager));
        alarm(
                stack,
                "Busy",
                workflow.metricRuns(
                        MetricOptions.builder().period(Duration.minutes(15)).build()));
        alarm(stack, "Busier", workflow.metricRuns());
        alarm(stack, "Spending", workflow.metricSpend());
        alarm(stack, "Rejected", workflow.metricRunsEnded(RunStatus.REJECTED));
        alarm(
                stack,
                "Failing",
                workflow.metricFailedRuns(
                        MetricOptions.builder().period(Duration.hours(1)).build()));
        alarm(
                stack,
                "Slow",
                workflow.getStep(StepName.PREPARE_DATASET).getFunction().metricDuration());
        assertThat(workflow.getSteps()).containsOnlyKeys(StepName.values());
    });

    @Test
    void anotherActionCanBeAddedToEveryAlarm() {
        STACK.all("AWS::CloudWatch::Alarm").entrySet().stream()
                .filter(alarm -> alarm.getKey().startsWith("FineTuning"))
                .forEach(alarm -> assertThat(alarm.getValue().at("/Properties/AlarmActions"))
                        .as(alarm.getKey())
                        .hasSize(2)
                        .anyMatch(action -> action.path("Ref").asText().startsWith("Pager")));
        assertThat(STACK.all("AWS::CloudWatch::Alarm")).hasSize(4 + 6);
    }

    @Test
    void aMetricIsCountedOnceHoweverOftenItIsUsed() {
        assertThat(STACK.all("AWS::Logs::MetricFilter").keySet())
                .as("of Started, EstimatedDollars, Ended in two functions, and Swept")
                .hasSize(5);
        assertThat(alarm("Busy").findValue("Period").asInt()).isEqualTo(900);
        assertThat(alarm("Busier").findValue("Period").asInt()).isEqualTo(3600);
        for (String name : new String[] {"Busy", "Busier"}) {
            assertThat(alarm(name).findValue("MetricName").asText()).isEqualTo("Started");
            assertThat(alarm(name).findValue("Namespace").asText()).matches("BedrockFineTuning/Test-[0-9a-f]{8}");
        }
    }

    @Test
    void spendIsTheSumOfADaysEstimates() {
        assertThat(alarm("Spending").findValue("MetricName").asText()).isEqualTo("EstimatedDollars");
        assertThat(alarm("Spending").findValue("Stat").asText()).isEqualTo("Sum");
        assertThat(alarm("Spending").findValue("Period").asInt()).isEqualTo(86_400);
    }

    @Test
    void runsAreCountedByTheirFinalStatus() {
        assertThat(alarm("Rejected").findValue("Dimensions").at("/0/Value").asText())
                .isEqualTo("REJECTED");
    }

    @Test
    void failedRunsAreThoseThatFailedTimedOutOrWereAborted() {
        JsonNode metrics = alarm("Failing").path("Metrics");
        assertThat(metrics.findValuesAsText("MetricName"))
                .containsExactlyInAnyOrder("ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted");
        assertThat(metrics.findValues("Period")).isNotEmpty().allMatch(period -> period.asInt() == 3600);
    }

    private static JsonNode alarm(String id) {
        return STACK.all("AWS::CloudWatch::Alarm").entrySet().stream()
                .filter(alarm -> alarm.getKey().matches(id + "[0-9A-F]{8}"))
                .findFirst()
                .orElseThrow()
                .getValue()
                .path("Properties");
    }

    private static IAlarm alarm(Stack stack, String id, IMetric metric) {
        CreateAlarmOptions above =
                CreateAlarmOptions.builder().threshold(10).evaluationPeriods(1).build();
        return metric instanceof Metric one
                ? one.createAlarm(stack, id, above)
                : ((MathExpression) metric).createAlarm(stack, id, above);
    }
}
