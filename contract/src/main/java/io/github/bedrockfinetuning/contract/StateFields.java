package io.github.bedrockfinetuning.contract;

/** The fields of a run's state, which the state machine passes from step to step. */
public final class StateFields {
    /** The run's ID. */
    public static final String RUN_ID = "runId";
    /** The status that the last step reported: a {@link StepStatus}, or a {@link RunStatus} after Tell. */
    public static final String STATUS = "status";
    /** The time to wait before the next step, in seconds. */
    public static final String WAIT_SECONDS = "waitSeconds";
    /** The number of child executions that answer batches at the same time. */
    public static final String CONCURRENCY = "concurrency";
    /** Whether a judge compares the answers. */
    public static final String JUDGE = "judge";
    /** Whether the stable name will point to the custom model. */
    public static final String PROMOTE = "promote";
    /**
     * True once the run can no longer promote its model. From then on, the custom model remains in service only if
     * keepEndpoint is set.
     */
    public static final String FINAL = "final";
    /** The error that a state caught: an object with {@code Error} and {@code Cause}. */
    public static final String ERROR = "error";
    /** True if no one answered the approval request in time. */
    public static final String UNANSWERED = "unanswered";
    /** The token that completes AskApproval's task. */
    public static final String TASK_TOKEN = "taskToken";
    /** The number of times that a step has polled while waiting. */
    public static final String LOOKS = "looks";
    /** CleanUp: the number of consecutive checks that found nothing. */
    public static final String QUIET = "quiet";
    /** StartTraining: the time since which the run has waited for one of the account's job slots. */
    public static final String QUEUED_SINCE = "queuedSince";
    /** AnswerBatch and JudgeBatch: the time since which the model has not answered because of throttling. */
    public static final String THROTTLED_SINCE = "throttledSince";
    /** AnswerBatch and JudgeBatch: the time since which the model has not answered because of errors. */
    public static final String FAILING_SINCE = "failingSince";

    /** In a child execution: the name of the system that answers. */
    public static final String SYSTEM = "system";
    /** In a child execution: the batch, a line of {@code batches.jsonl} or {@code baselines.jsonl}. */
    public static final String BATCH = "batch";

    /** In Tell's input: the whole state. */
    public static final String STATE = "state";
    /** In Tell's input: the number of redrives of the execution. */
    public static final String REDRIVES = "redrives";

    private StateFields() {}

    /** Returns a field's JSONPath in the definition. */
    public static String path(String field) {
        return "$." + field;
    }
}
