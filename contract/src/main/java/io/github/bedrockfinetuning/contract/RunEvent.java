package io.github.bedrockfinetuning.contract;

import java.util.List;

/**
 * An event that a workflow sends to the default event bus of its account if the stack uses it. The detail of each event
 * has the fields {@link #WORKFLOW}, {@link #RUN_ID} and {@link #DATASET}, and never contains records.
 */
public enum RunEvent {
    /** A run ended, with the fields {@link #STATUS} and, if models were compared, {@link #VERDICT}. */
    ENDED(
            "Fine-Tuning Run Ended",
            List.of(StepName.TELL, StepName.CLEAN_UP_AFTER_END, StepName.SWEEP, StepName.END_RUNS)),
    /** A run waits for the approval of its estimated cost. */
    APPROVAL_REQUESTED("Fine-Tuning Approval Requested", List.of(StepName.ASK_APPROVAL));

    /** The {@code source} of the events. */
    public static final String SOURCE = "bedrock-fine-tuning";

    /** The workflow's value of {@link TagKeys#STACK}. */
    public static final String WORKFLOW = "workflow";

    public static final String RUN_ID = "runId";
    /** The name of the dataset; left out if it is not known. */
    public static final String DATASET = "dataset";
    /** The final status of the run: a {@link RunStatus}. */
    public static final String STATUS = "status";
    /** The ID of the {@link Verdict}. */
    public static final String VERDICT = "verdict";

    private final String detailType;
    private final List<StepName> senders;

    RunEvent(String detailType, List<StepName> senders) {
        this.detailType = detailType;
        this.senders = senders;
    }

    /** Returns the {@code detail-type} of the event. */
    public String detailType() {
        return detailType;
    }

    /** Returns the steps that can send the event. */
    public List<StepName> senders() {
        return senders;
    }
}
