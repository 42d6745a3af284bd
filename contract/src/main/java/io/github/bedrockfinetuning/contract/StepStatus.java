package io.github.bedrockfinetuning.contract;

/**
 * The status that a step reports in the state's {@link StateFields#STATUS}. The state machine uses it to choose the
 * next state.
 */
public enum StepStatus {
    /** The status of StartRun if an execution was started for each uploaded object. */
    STARTED,
    /** The status of StartRun if no execution could be started for at least one object. */
    PARTLY,

    /** The status of PrepareDataset if training can start. */
    READY,
    /** The status of PrepareDataset if the dataset, its settings, or the account failed the checks. */
    REJECTED,
    /** The status of PrepareDataset if the estimated cost must be approved. */
    NEEDS_APPROVAL,

    /** The status of AskApproval if the approval request was sent. */
    ASKED,
    /** The status after an approval request was approved. */
    APPROVED,
    /** The status after an approval request was declined or was not answered in time. */
    DECLINED,

    /**
     * The status of StartTraining if the account already has as many fine-tuning jobs in progress as its quota
     * allows.
     */
    QUEUED,
    /** The status of StartTraining and CheckTraining if the fine-tuning job is in progress. */
    TRAINING,
    /** The status of CheckTraining if the custom model exists. */
    TRAINED,

    /** The status of StartServing and CheckServing if the deployment or Provisioned Throughput is being created. */
    SERVING,
    /** The status of CheckServing if the custom model can be called. */
    SERVED,
    /** The status of StopServing if the deployment or Provisioned Throughput is being deleted. */
    STOPPING,
    /**
     * The status of StopServing if nothing serves the custom model, except for resources that the run was configured
     * to keep.
     */
    STOPPED,

    /** The status of AnswerBatch and JudgeBatch if part of the batch remains to be processed. */
    MORE,
    /** The status of AnswerBatch, JudgeBatch, and EndRuns if nothing remains to be done. */
    DONE,

    /** The status of Evaluate if the report was written. */
    EVALUATED,
    /** The status of Promote if the dataset's parameter specifies the custom model. */
    PROMOTED,

    /** The status of CleanUp if a resource of the run is still being deleted. */
    CLEANING,
    /**
     * The status of CleanUp and CleanUpAfterEnd if no resource of the run is billed, except for resources that the
     * run was configured to keep.
     */
    CLEAN,

    /** The status of CleanUpAfterEnd if the execution does not belong to a run of this stack. */
    IGNORED,
    /** The status of CleanUpAfterEnd if the execution was redriven, so the run continues. */
    REDRIVEN,

    /** The status of Sweep if every run of the stack was checked. */
    SWEPT,
    /** The status of EndRuns if the stack cannot be deleted yet. */
    REFUSED
}
