package io.github.bedrockfinetuning.contract;

/** The fields of a run's state, which the state machine passes from step to step. */
public final class StateFields {
    /** The run's ID. */
    public static final String RUN_ID = "runId";
    /** The status that the last step reported: a {@link StepStatus}, or a {@link RunStatus} after Tell. */
    public static final String STATUS = "status";
    /** The time to wait before the next step, in seconds. */
    public static final String WAIT_SECONDS = "waitSeconds";
    /** The number of child executions that process batches at the same time. */
    public static final String CONCURRENCY = "concurrency";
    /** Indicates whether a judge compares the answers. */
    public static final String JUDGE = "judge";
    /** Indicates whether the stable name will point to the custom model. */
    public static final String PROMOTE = "promote";
    /**
     * Indicates that the run can no longer promote its model. From then on, the custom model remains in service only
     * if keepEndpoint is set.
     */
    public static final String FINAL = "final";
    /** The error that a state caught: an object with {@code Error} and {@code Cause}. */
    public static final String ERROR = "error";
    /** Indicates that no one responded to the approval request in time. */
    public static final String UNANSWERED = "unanswered";
    /** The task token that completes the AskApproval task. */
    public static final String TASK_TOKEN = "taskToken";
    /** The number of times that a step has polled while waiting. */
    public static final String LOOKS = "looks";
    /** The number of consecutive checks in which CleanUp found nothing. */
    public static final String QUIET = "quiet";
    /** The time at which StartTraining began to wait for one of the account's job slots. */
    public static final String QUEUED_SINCE = "queuedSince";
    /** The time at which the model stopped responding to AnswerBatch or JudgeBatch because of throttling. */
    public static final String THROTTLED_SINCE = "throttledSince";
    /** The time at which the model stopped responding to AnswerBatch or JudgeBatch because of errors. */
    public static final String FAILING_SINCE = "failingSince";

    /** The name of the system that answers in a child execution. */
    public static final String SYSTEM = "system";
    /**
     * The batch that a child execution processes, which is a line from {@code batches.jsonl} or {@code
     * baselines.jsonl}.
     */
    public static final String BATCH = "batch";

    /** The complete state, in the input to Tell. */
    public static final String STATE = "state";
    /** The number of times that the execution was redriven, in the input to Tell. */
    public static final String REDRIVES = "redrives";

    private StateFields() {}

    /** Returns a field's JSONPath in the state machine definition. */
    public static String path(String field) {
        return "$." + field;
    }
}
