package io.github.bedrockfinetuning.contract;

import java.util.List;

/**
 * An event that a workflow sends to the default event bus of its account if the stack uses the event. The detail of
 * each event has the fields {@link #WORKFLOW}, {@link #RUN_ID} and {@link #DATASET}, and never contains records.
 */
public enum RunEvent {
    /**
     * Indicates that a run ended. The event has the field {@link #STATUS} and, if models were compared, {@link
     * #VERDICT}.
     */
    ENDED(
            "Fine-Tuning Run Ended",
            List.of(StepName.TELL, StepName.CLEAN_UP_AFTER_END, StepName.SWEEP, StepName.END_RUNS)),
    /** Indicates that a run is waiting for approval of its estimated cost. */
    APPROVAL_REQUESTED("Fine-Tuning Approval Requested", List.of(StepName.ASK_APPROVAL));

    /** The value of {@code source} in the events. */
    public static final String SOURCE = "bedrock-fine-tuning";

    /** The value of {@link TagKeys#STACK} for the workflow. */
    public static final String WORKFLOW = "workflow";

    public static final String RUN_ID = "runId";
    /** The name of the dataset. Omitted if it is not known. */
    public static final String DATASET = "dataset";
    /** The final status of the run, which is a {@link RunStatus}. */
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
