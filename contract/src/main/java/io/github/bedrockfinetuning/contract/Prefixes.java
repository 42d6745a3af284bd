package io.github.bedrockfinetuning.contract;

/** What the keys of objects in the two buckets start with. */
public final class Prefixes {
    /** Datasets bucket: uploads. */
    public static final String INBOX = "inbox/";
    /** Datasets bucket: what runs train and test with, below the run's id. */
    public static final String STAGED = "staged/";
    /** Results bucket: what fine-tuning jobs write, below the run's id. */
    public static final String JOBS = "jobs/";
    /** Results bucket: records, states and answers of runs, below the run's id. */
    public static final String RUNS = "runs/";
    /** Results bucket: reports, below the run's id. */
    public static final String REPORTS = "reports/";
    /** Results bucket: answers that later runs may use again; also below a run's own prefix, the run's answers. */
    public static final String ANSWERS = "answers/";

    private Prefixes() {}
}
