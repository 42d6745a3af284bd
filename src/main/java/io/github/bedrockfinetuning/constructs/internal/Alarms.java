package io.github.bedrockfinetuning.constructs.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** The alarms that require attention, sent to a topic. */
public final class Alarms extends Construct {
    private static final Duration PERIOD = Duration.minutes(5);

    private final ITopic topic;
    private final List<Alarm> all = new ArrayList<>();

    public Alarms(Construct scope, String id, ITopic topic) {
        super(scope, id);
        this.topic = topic;
        topic.addToResourcePolicy(Statements.allowPrincipal(
                "Alarms",
                new ServicePrincipal("cloudwatch.amazonaws.com"),
                List.of("sns:Publish"),
                List.of(topic.getTopicArn()),
                Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount()))));
    }

    public void deadLetters(String id, IQueue queue, String meaning) {
        alarm(
                id,
                meaning,
                queue.metricApproximateNumberOfMessagesVisible(MetricOptions.builder()
                        .period(PERIOD)
                        .statistic("Maximum")
                        .build()));
    }

    /** Evaluates three periods, one of which is enough: if a metric is late, FILL replaces the newest value. */
    public void failedExecutions(StateMachine machine) {
        alarm(
                "FailedRuns",
                "A run failed, timed out or was aborted; its status.json says why and what to do.",
                failed(machine, MetricOptions.builder().period(PERIOD).build()),
                3);
    }

    /**
     * Returns the number of executions that failed, timed out, or were aborted.
     *
     * @param options the period, 5 minutes if there is none, and the label
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">FILL in
     *     alarms</a>
     */
    public static MathExpression failed(IStateMachine machine, MetricOptions options) {
        Duration period = options.getPeriod() == null ? PERIOD : options.getPeriod();
        MetricOptions sum =
                MetricOptions.builder().period(period).statistic("Sum").build();
        return MathExpression.Builder.create()
                // Missing values count as 0 in a sum; whether a metric without any does is not documented.
                .expression("FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)")
                // Sorted: they become a list, which is to be the same in every synthesis.
                .usingMetrics(new TreeMap<>(Map.of(
                        "failed", machine.metricFailed(sum),
                        "timedOut", machine.metricTimedOut(sum),
                        "aborted", machine.metricAborted(sum))))
                .period(period)
                .label(options.getLabel())
                .color(options.getColor())
                .build();
    }

    /** @param swept the number of resources that the sweeper removed */
    public void sweeperActed(IMetric swept) {
        alarm("SweeperActed", "The sweeper removed something that a run had left billing; its log says what.", swept);
    }

    /** Returns all alarms created so far. */
    public List<Alarm> all() {
        return List.copyOf(all);
    }

    private void alarm(String id, String description, IMetric metric) {
        alarm(id, description, metric, 1);
    }

    /** @param periods the evaluated periods, one of which is enough */
    private void alarm(String id, String description, IMetric metric, int periods) {
        Alarm alarm = Alarm.Builder.create(this, id)
                .alarmDescription(description)
                .metric(metric)
                .threshold(0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(periods)
                .datapointsToAlarm(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
        all.add(alarm);
    }
}
