package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.contract.RunMetric;
import io.github.bedrockfinetuning.contract.RunStatus;
import java.util.Arrays;
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
 * The CloudWatch metrics of runs. They are extracted from the lines that the steps log, which contain numbers and names
 * of outcomes but no data. A metric is created only if it is requested. All metrics are in a namespace that contains
 * the workflow's tag.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html">Metric filters</a>
 */
public final class RunMetrics extends Construct {
    private final String tag;
    private final String namespace;
    private final Function<Step, LogGroup> logs;

    /** @param tag the workflow's tag value */
    public RunMetrics(Construct scope, String id, String tag, Function<Step, LogGroup> logs) {
        super(scope, id);
        this.tag = tag;
        this.namespace = RunMetric.namespace(tag);
        this.logs = logs;
    }

    /** Returns an hourly metric for a workflow in another stack. */
    public static Metric ofOther(String tag, RunMetric metric, Map<String, String> dimensions) {
        boolean age = metric == RunMetric.OLDEST_JOB_MINUTES;
        return metric(RunMetric.namespace(tag), metric, age ? "Maximum" : "Sum", Duration.hours(1), dimensions);
    }

    /** Returns an hourly metric without dimensions. */
    public Metric of(RunMetric metric) {
        switch (metric) {
            case STARTED -> started();
            case ENDED -> ended(RunStatus.SUCCEEDED);
            case ESTIMATED_DOLLARS -> estimatedDollars();
            case OLDEST_JOB_MINUTES -> oldestJob();
            case SWEPT -> swept();
        }
        return ofOther(tag, metric, Map.of());
    }

    /** Returns the number of resources that the sweeper removed in five minutes. */
    public IMetric swept() {
        filter(RunMetric.SWEPT, Step.SWEEP, "> 0");
        return metric(RunMetric.SWEPT, "Sum", Duration.minutes(5), Map.of());
    }

    /** Returns the number of runs that started in an hour. */
    public Metric started() {
        filter(RunMetric.STARTED, Step.START_RUN, "> 0");
        return metric(RunMetric.STARTED, "Sum", Duration.hours(1), Map.of());
    }

    /**
     * Returns one metric for each outcome. An outcome is counted by the function that writes a run's final status: the
     * last state, or the cleanup guard.
     */
    List<IMetric> outcomes() {
        return Arrays.stream(RunStatus.values())
                .map(outcome -> (IMetric) ended(outcome))
                .toList();
    }

    /** Returns the number of runs that ended in an hour with this status. */
    public Metric ended(RunStatus outcome) {
        for (Step step : List.of(Step.TELL, Step.CLEAN_UP_AFTER_END)) {
            filter(RunMetric.ENDED, step, "= *", "1", Map.of(RunMetric.OUTCOME, "$." + RunMetric.ENDED.field()));
        }
        return metric(RunMetric.ENDED, "Sum", Duration.hours(1), Map.of(RunMetric.OUTCOME, outcome.name()));
    }

    /**
     * Returns the sum, in US dollars, of the upper bounds of the cost estimates that were made in a day. Unknown
     * prices are not included.
     */
    public Metric estimatedDollars() {
        filter(RunMetric.ESTIMATED_DOLLARS, Step.PREPARE_DATASET, ">= 0");
        return metric(RunMetric.ESTIMATED_DOLLARS, "Sum", Duration.days(1), Map.of());
    }

    /** Returns the age of the oldest job in minutes, which the sweeper measures every hour. */
    IMetric oldestJob() {
        filter(RunMetric.OLDEST_JOB_MINUTES, Step.SWEEP, ">= 0");
        return metric(RunMetric.OLDEST_JOB_MINUTES, "Maximum", Duration.hours(1), Map.of());
    }

    private void filter(RunMetric metric, Step step, String condition) {
        filter(metric, step, condition, "$." + metric.field(), Map.of());
    }

    private void filter(RunMetric metric, Step step, String condition, String value, Map<String, String> dimensions) {
        String id = step.id() + metric.id();
        if (getNode().tryFindChild(id) != null) {
            return;
        }
        MetricFilter.Builder.create(this, id)
                .logGroup(logs.apply(step))
                .filterPattern(FilterPattern.literal("{ $." + metric.field() + " " + condition + " }"))
                .metricNamespace(namespace)
                .metricName(metric.id())
                .metricValue(value)
                .dimensions(dimensions.isEmpty() ? null : dimensions)
                .build();
    }

    private Metric metric(RunMetric metric, String statistic, Duration period, Map<String, String> dimensions) {
        return metric(namespace, metric, statistic, period, dimensions);
    }

    private static Metric metric(
            String namespace, RunMetric metric, String statistic, Duration period, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(metric.id())
                .statistic(statistic)
                .period(period)
                .dimensionsMap(dimensions)
                .label(dimensions.getOrDefault(RunMetric.OUTCOME, metric.id()))
                .build();
    }
}
