package io.github.bedrockfinetuning.contract;

/** The key prefixes of objects in the two buckets. */
public final class Prefixes {
    /** Datasets bucket: uploads. */
    public static final String INBOX = "inbox/";
    /** Datasets bucket: the files that runs train and test with, under the run's ID. */
    public static final String STAGED = "staged/";
    /** Results bucket: the output of fine-tuning jobs, under the run's ID. */
    public static final String JOBS = "jobs/";
    /** Results bucket: records, states, and answers of runs, under the run's ID. */
    public static final String RUNS = "runs/";
    /** Results bucket: reports, under the run's ID. */
    public static final String REPORTS = "reports/";
    /** Results bucket: answers that later runs can reuse. Also under a run's own prefix: the answers of that run. */
    public static final String ANSWERS = "answers/";
    /** Results bucket: the reasons why uploads started no run, by day. */
    public static final String NOT_STARTED = "not-started/";

    private Prefixes() {}
}
