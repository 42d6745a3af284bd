package io.github.bedrockfinetuning.contract;

/** The key prefixes of objects in the two buckets. */
public final class Prefixes {
    /** The prefix for uploads in the datasets bucket. */
    public static final String INBOX = "inbox/";
    /**
     * The prefix in the datasets bucket for the files that runs use for training and testing, followed by the run's
     * ID.
     */
    public static final String STAGED = "staged/";
    /** The prefix in the results bucket for the output of fine-tuning jobs, followed by the run's ID. */
    public static final String JOBS = "jobs/";
    /** The prefix in the results bucket for records, states, and answers of runs, followed by the run's ID. */
    public static final String RUNS = "runs/";
    /** The prefix in the results bucket for reports, followed by the run's ID. */
    public static final String REPORTS = "reports/";
    /**
     * The prefix in the results bucket for answers that later runs can reuse. Also under a run's own prefix: the
     * answers of that run.
     */
    public static final String ANSWERS = "answers/";
    /** The prefix in the results bucket for the reasons that uploads did not start a run, grouped by day. */
    public static final String NOT_STARTED = "not-started/";

    private Prefixes() {}
}
