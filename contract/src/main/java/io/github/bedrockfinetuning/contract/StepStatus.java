package io.github.bedrockfinetuning.contract;

/**
 * The status that a step reports in the state's {@link StateFields#STATUS}. The state machine uses it to choose the
 * next state.
 */
public enum StepStatus {
    /** StartRun: an execution runs for each uploaded object. */
    STARTED,
    /** StartRun: no execution could be started for some objects. */
    PARTLY,

    /** PrepareDataset: training can start. */
    READY,
    /** PrepareDataset: the dataset, its settings, or the account did not pass the checks. */
    REJECTED,
    /** PrepareDataset: the estimated cost exceeds the spending ceiling. */
    NEEDS_APPROVAL,

    /** AskApproval: the request is sent. */
    ASKED,
    /** The answer to an approval request. */
    APPROVED,
    /** The answer to an approval request, also when no one answered in time. */
    DECLINED,

    /** StartTraining: the account already runs as many fine-tuning jobs as its quota allows. */
    QUEUED,
    /** StartTraining and CheckTraining: the fine-tuning job is in progress. */
    TRAINING,
    /** CheckTraining: the custom model exists. */
    TRAINED,

    /** StartServing and CheckServing: the deployment or Provisioned Throughput is being created. */
    SERVING,
    /** CheckServing: the custom model can be called. */
    SERVED,
    /** StopServing: the deployment or Provisioned Throughput is being deleted. */
    STOPPING,
    /** StopServing: nothing serves the custom model, except what the run was configured to keep. */
    STOPPED,

    /** AnswerBatch and JudgeBatch: part of the batch remains. */
    MORE,
    /** AnswerBatch, JudgeBatch, and EndRuns: nothing remains to be done. */
    DONE,

    /** Evaluate: the report is written. */
    EVALUATED,
    /** Promote: the dataset's parameter specifies the custom model. */
    PROMOTED,

    /** CleanUp: a resource of the run is still being deleted. */
    CLEANING,
    /** CleanUp and CleanUpAfterEnd: no resource of the run is billed, except those that were requested. */
    CLEAN,

    /** CleanUpAfterEnd: the execution does not belong to a run of this stack. */
    IGNORED,
    /** CleanUpAfterEnd: the execution was redriven, so the run continues. */
    REDRIVEN,

    /** Sweep: every run of the stack was checked. */
    SWEPT,
    /** EndRuns: the stack cannot be deleted yet. */
    REFUSED
}
