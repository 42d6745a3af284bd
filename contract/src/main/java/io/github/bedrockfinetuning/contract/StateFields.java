package io.github.bedrockfinetuning.contract;

/** The fields of a run's state, which the state machine hands from step to step. */
public final class StateFields {
    /** The run's id. */
    public static final String RUN_ID = "runId";
    /** What the last step said: a {@link StepStatus}, after Tell a {@link RunStatus}. */
    public static final String STATUS = "status";
    /** How long to wait before the next step, in seconds. */
    public static final String WAIT_SECONDS = "waitSeconds";
    /** How many child executions answer batches at the same time. */
    public static final String CONCURRENCY = "concurrency";
    /** Whether a judge compares the answers. */
    public static final String JUDGE = "judge";
    /** Whether the custom model gets its stable name. */
    public static final String PROMOTE = "promote";
    /** True once the run will not promote: from then on only keepEndpoint keeps the custom model in service. */
    public static final String FINAL = "final";
    /** The error that a state caught: an object with {@code Error} and {@code Cause}. */
    public static final String ERROR = "error";
    /** True if no one answered the approval request in time. */
    public static final String UNANSWERED = "unanswered";
    /** The token with which AskApproval's task ends. */
    public static final String TASK_TOKEN = "taskToken";
    /** How many times a step has looked at what it waits for. */
    public static final String LOOKS = "looks";
    /** CleanUp: how many looks in a row have found nothing. */
    public static final String QUIET = "quiet";
    /** StartTraining: since when the run has waited for one of the account's job slots. */
    public static final String QUEUED_SINCE = "queuedSince";
    /** AnswerBatch and JudgeBatch: since when the model has answered nothing because of throttling. */
    public static final String THROTTLED_SINCE = "throttledSince";
    /** AnswerBatch and JudgeBatch: since when the model has answered nothing because of errors. */
    public static final String FAILING_SINCE = "failingSince";

    /** In a child execution: the name of the system that answers. */
    public static final String SYSTEM = "system";
    /** In a child execution: the batch, a line of {@code batches.jsonl} or {@code baselines.jsonl}. */
    public static final String BATCH = "batch";

    /** In Tell's input: the whole state. */
    public static final String STATE = "state";
    /** In Tell's input: how often the execution has been redriven. */
    public static final String REDRIVES = "redrives";

    private StateFields() {}

    /** A field's JSONPath in the definition. */
    public static String path(String field) {
        return "$." + field;
    }
}
