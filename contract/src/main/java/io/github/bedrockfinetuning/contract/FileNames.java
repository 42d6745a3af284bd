package io.github.bedrockfinetuning.contract;

/** The names, without their {@link Prefixes}, of objects that more than one part of the workflow reads or writes. */
public final class FileNames {
    /** The settings in an uploaded folder, or the record of a run in {@code runs/}. */
    public static final String RUN = "run.json";
    /** The training set. */
    public static final String TRAIN = "train.jsonl";
    /** The validation set. */
    public static final String VALIDATION = "validation.jsonl";
    /** The test set. */
    public static final String TEST = "test.jsonl";
    /** Records for other tasks, which are used to detect capabilities that the model lost during training. */
    public static final String GENERAL = "general.jsonl";

    /** The object in {@code staged/} that contains the batches of the test set, one per line. */
    public static final String BATCHES = "batches.jsonl";
    /**
     * The object in {@code staged/} that contains the batches for each system that answers questions while training
     * is in progress.
     */
    public static final String BASELINES = "baselines.jsonl";

    /** The object in {@code runs/} that describes the uploaded object that started the run. */
    public static final String DROP = "drop.json";
    /** The object in {@code runs/} that contains the approval request and its task token. */
    public static final String APPROVAL = "approval.json";
    /** The object in {@code runs/} that contains the last known state of the fine-tuning job. */
    public static final String PROGRESS = "progress.json";
    /** The object in {@code runs/} that describes the custom model. */
    public static final String TRAINING = "training.json";
    /** The object in {@code runs/} that contains the final status of the run. */
    public static final String STATUS = "status.json";

    /** The report in {@code reports/} as HTML. */
    public static final String REPORT_PAGE = "report.html";
    /** The report in {@code reports/} as JSON. */
    public static final String REPORT = "report.json";
    /** The object in {@code runs/} that describes the endpoint that serves the custom model. */
    public static final String SERVING = "serving.json";
    /** The object in {@code runs/} that indicates whether the custom model is the promoted model of its dataset. */
    public static final String PROMOTED = "promoted.json";
    /** The object in {@code reports/} that contains every question and each system's scores. */
    public static final String ITEMS = "items.jsonl";
    /** The object in {@code reports/} that contains every question and each system's answer. */
    public static final String ANSWERS = "answers.csv";
    /** The findings about the dataset in {@code reports/} as HTML. */
    public static final String DATA_PAGE = "data.html";
    /** The findings about the dataset in {@code reports/} as JSON. */
    public static final String DATA = "data.json";

    private FileNames() {}
}
