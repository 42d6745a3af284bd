package io.github.bedrockfinetuning.contract;

/** The names, without their {@link Prefixes}, of objects that more than one part of the workflow reads or writes. */
public final class FileNames {
    /** The settings of an uploaded folder; in {@code runs/}, the record of a run. */
    public static final String RUN = "run.json";
    /** The training set. */
    public static final String TRAIN = "train.jsonl";
    /** The validation set. */
    public static final String VALIDATION = "validation.jsonl";
    /** The test set. */
    public static final String TEST = "test.jsonl";
    /** Records of other tasks, which show what the model has forgotten. */
    public static final String GENERAL = "general.jsonl";

    /** In {@code staged/}: the batches of the test set, one on each line. */
    public static final String BATCHES = "batches.jsonl";
    /** In {@code staged/}: the batches for each system that answers while training is in progress. */
    public static final String BASELINES = "baselines.jsonl";

    /** In {@code runs/}: the uploaded object that started the run. */
    public static final String DROP = "drop.json";
    /** In {@code runs/}: the approval request and its task token. */
    public static final String APPROVAL = "approval.json";
    /** In {@code runs/}: the last known state of the fine-tuning job. */
    public static final String PROGRESS = "progress.json";
    /** In {@code runs/}: the custom model. */
    public static final String TRAINING = "training.json";
    /** In {@code runs/}: the final status of the run. */
    public static final String STATUS = "status.json";

    /** In {@code reports/}: the report as HTML. */
    public static final String REPORT_PAGE = "report.html";
    /** In {@code reports/}: the report as JSON. */
    public static final String REPORT = "report.json";
    /** In {@code runs/}: the endpoint that serves the custom model. */
    public static final String SERVING = "serving.json";
    /** In {@code runs/}: whether the custom model is the promoted model of its dataset. */
    public static final String PROMOTED = "promoted.json";
    /** In {@code reports/}: every question with the scores of each system. */
    public static final String ITEMS = "items.jsonl";
    /** In {@code reports/}: every question with each system's answer. */
    public static final String ANSWERS = "answers.csv";
    /** In {@code reports/}: the findings about the dataset as HTML. */
    public static final String DATA_PAGE = "data.html";
    /** In {@code reports/}: the findings about the dataset as JSON. */
    public static final String DATA = "data.json";

    private FileNames() {}
}
