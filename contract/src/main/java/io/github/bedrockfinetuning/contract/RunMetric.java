package io.github.bedrockfinetuning.contract;

/**
 * A CloudWatch metric of a workflow's runs. The steps write it as a field of the JSON lines that they log, from which
 * metric filters extract it.
 */
public enum RunMetric {
    /** Executions that StartRun started. */
    STARTED("Started", "started"),
    /** Runs that ended, with the dimension {@link #OUTCOME}: a {@link RunStatus}. */
    ENDED("Ended", "outcome"),
    /** The upper estimate of a run's cost, in US dollars. */
    ESTIMATED_DOLLARS("EstimatedDollars", "estimatedDollars"),
    /** The age of the oldest fine-tuning job in progress, in minutes. */
    OLDEST_JOB_MINUTES("OldestJobMinutes", "oldestJobMinutes"),
    /** Resources that the hourly sweeper removed. */
    SWEPT("Swept", "acted");

    /** The dimension of {@link #ENDED}. */
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

    /** Returns the field of the log lines that contains its value. */
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
