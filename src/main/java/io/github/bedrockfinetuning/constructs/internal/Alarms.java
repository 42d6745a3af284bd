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

/** The alarms for conditions that require attention. They are sent to a topic. */
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

    /**
     * Creates the alarm for failed runs, which evaluates three periods. One breaching period is sufficient to raise
     * the alarm. If a metric is late, FILL temporarily replaces its newest value.
     */
    public void failedExecutions(StateMachine machine) {
        alarm(
                "FailedRuns",
                "A run failed, timed out, or was aborted. Its status.json contains the reason and the next step.",
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
                // Missing values count as 0 in the sum. AWS does not document whether a metric without any values
                // counts as 0, too.
                .expression("FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)")
                // Sorted, because the list must be the same in every synthesis.
                .usingMetrics(new TreeMap<>(Map.of(
                        "failed", machine.metricFailed(sum),
                        "timedOut", machine.metricTimedOut(sum),
                        "aborted", machine.metricAborted(sum))))
                .period(period)
                .label(options.getLabel())
                .color(options.getColor())
                .build();
    }

    /**
     * Raises an alarm if the sweeper removed a resource.
     *
     * @param swept the number of resources that the sweeper removed
     */
    public void sweeperActed(IMetric swept) {
        alarm(
                "SweeperActed",
                "The sweeper removed a billed resource that remained after a run. Its log contains the details.",
                swept);
    }

    /** Returns all alarms created so far. */
    public List<Alarm> all() {
        return List.copyOf(all);
    }

    private void alarm(String id, String description, IMetric metric) {
        alarm(id, description, metric, 1);
    }

    /**
     * Creates an alarm.
     *
     * @param periods the number of evaluated periods, of which one breaching period is sufficient
     */
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
