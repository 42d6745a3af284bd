package io.github.bedrockfinetuning.contract;

import java.util.Arrays;
import java.util.Optional;

/** The Lambda functions of the workflow. */
public enum StepName {
    START_RUN("StartRun"),
    PREPARE_DATASET("PrepareDataset"),
    ASK_APPROVAL("AskApproval"),
    START_TRAINING("StartTraining"),
    CHECK_TRAINING("CheckTraining"),
    ANSWER_BATCH("AnswerBatch"),
    START_SERVING("StartServing"),
    CHECK_SERVING("CheckServing"),
    STOP_SERVING("StopServing"),
    JUDGE_BATCH("JudgeBatch"),
    EVALUATE("Evaluate"),
    PROMOTE("Promote"),
    TELL("Tell"),
    CLEAN_UP("CleanUp"),
    /** The function that has the same handler as {@link #CLEAN_UP} and is called after an execution ends. */
    CLEAN_UP_AFTER_END("CleanUpAfterEnd", "CleanUp"),
    SWEEP("Sweep"),
    END_RUNS("EndRuns");

    /**
     * The name of the Distributed Map state that calls {@link #ANSWER_BATCH} for the base model and the reference
     * model while training is in progress.
     */
    public static final String ANSWER_BASELINES = "AnswerBaselines";

    private static final String PACKAGE = "io.github.bedrockfinetuning.steps.";

    private final String id;
    private final String handlerClass;

    StepName(String id) {
        this(id, id);
    }

    StepName(String id, String handlerClass) {
        this.id = id;
        this.handlerClass = handlerClass;
    }

    /** Returns the function's construct ID, which for most functions is also the name of the state that calls it. */
    public String id() {
        return id;
    }

    /** Returns the handler in the format that Lambda requires. */
    public String handler() {
        return PACKAGE + handlerClass + "::handleRequest";
    }

    /** Returns the step with this ID, or empty if there is none. */
    public static Optional<StepName> of(String id) {
        return Arrays.stream(values()).filter(step -> step.id.equals(id)).findFirst();
    }
}
