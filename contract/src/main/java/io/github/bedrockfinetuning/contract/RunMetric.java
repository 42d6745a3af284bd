package io.github.bedrockfinetuning.contract;

/**
 * A CloudWatch metric of a workflow's runs. The steps write it as a field of the JSON lines that they log, from which
 * metric filters extract it.
 */
public enum RunMetric {
    /** The number of executions that StartRun started. */
    STARTED("Started", "started"),
    /** The number of runs that ended. The dimension {@link #OUTCOME} contains a {@link RunStatus}. */
    ENDED("Ended", "outcome"),
    /** The upper end of a run's cost estimate, in US dollars. */
    ESTIMATED_DOLLARS("EstimatedDollars", "estimatedDollars"),
    /** The age of the oldest fine-tuning job in progress, in minutes. */
    OLDEST_JOB_MINUTES("OldestJobMinutes", "oldestJobMinutes"),
    /** The number of resources that the hourly sweeper removed. */
    SWEPT("Swept", "acted");

    /** The dimension of the {@link #ENDED} metric. */
    public static final String OUTCOME = "Outcome";

    private static final String NAMESPACE = "BedrockFineTuning/";

    private final String id;
    private final String field;

    RunMetric(String id, String field) {
        this.id = id;
        this.field = field;
    }

    /** Returns the metric's name in CloudWatch. */
    public String id() {
        return id;
    }

    /** Returns the field in the log lines that contains the metric's value. */
    public String field() {
        return field;
    }

    /**
     * Returns the CloudWatch namespace of a workflow's metrics.
     *
     * @param tag the workflow's value of {@link TagKeys#STACK}
     */
    public static String namespace(String tag) {
        return NAMESPACE + tag;
    }
}
