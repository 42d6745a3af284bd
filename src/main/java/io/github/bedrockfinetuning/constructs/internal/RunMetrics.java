package io.github.bedrockfinetuning.constructs.internal;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/**
 * What CloudWatch counts of runs, read from the lines that the steps log: figures and names of outcomes, never data. A
 * metric exists only if it is asked for. All stand in a namespace of the workflow's own, told apart by its tag.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html">Metric filters</a>
 */
public final class RunMetrics extends Construct {
    /** How a run can end. */
    static final List<String> OUTCOMES = List.of("SUCCEEDED", "REJECTED", "DECLINED", "FAILED", "ABORTED", "TIMED_OUT");

    private static final String OUTCOME = "Outcome";

    private final String namespace;
    private final Function<Step, LogGroup> logs;

    /**
     * @param tag the workflow's
     */
    public RunMetrics(Construct scope, String id, String tag, Function<Step, LogGroup> logs) {
        super(scope, id);
        this.namespace = "BedrockFineTuning/" + tag;
        this.logs = logs;
    }

    /** How much the sweeper removed, in five minutes. */
    public IMetric swept() {
        filter("Swept", Step.SWEEP, "{ $.acted > 0 }", "$.acted", Map.of());
        return metric("Swept", "Sum", Duration.minutes(5), Map.of());
    }

    IMetric started() {
        filter("Started", Step.START_RUN, "{ $.started > 0 }", "$.started", Map.of());
        return metric("Started", "Sum", Duration.hours(1), Map.of());
    }

    /** One metric an outcome. Who writes a run's final status counts it: the last state, or the guard behind. */
    List<IMetric> outcomes() {
        for (Step step : List.of(Step.TELL, Step.CLEAN_UP_AFTER_END)) {
            filter("Ended", step, "{ $.outcome = * }", "1", Map.of(OUTCOME, "$.outcome"));
        }
        return OUTCOMES.stream()
                .map(outcome -> (IMetric) metric("Ended", "Sum", Duration.hours(1), Map.of(OUTCOME, outcome)))
                .toList();
    }

    /** The upper estimates of the runs priced in a day, in US dollars, as far as prices are known. */
    IMetric estimatedDollars() {
        filter("EstimatedDollars", Step.PREPARE_DATASET, "{ $.estimatedDollars >= 0 }", "$.estimatedDollars", Map.of());
        return metric("EstimatedDollars", "Sum", Duration.days(1), Map.of());
    }

    /** In minutes, as the sweeper sees it every hour. */
    IMetric oldestJob() {
        filter("OldestJobMinutes", Step.SWEEP, "{ $.oldestJobMinutes >= 0 }", "$.oldestJobMinutes", Map.of());
        return metric("OldestJobMinutes", "Maximum", Duration.hours(1), Map.of());
    }

    private void filter(String name, Step step, String pattern, String value, Map<String, String> dimensions) {
        MetricFilter.Builder.create(this, step.id() + name)
                .logGroup(logs.apply(step))
                .filterPattern(FilterPattern.literal(pattern))
                .metricNamespace(namespace)
                .metricName(name)
                .metricValue(value)
                .dimensions(dimensions.isEmpty() ? null : dimensions)
                .build();
    }

    private Metric metric(String name, String statistic, Duration period, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .period(period)
                .dimensionsMap(dimensions)
                .label(dimensions.getOrDefault(OUTCOME, name))
                .build();
    }
}
