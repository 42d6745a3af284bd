package io.github.bedrockfinetuning.contract;

/** What a step says in the state's {@link StateFields#STATUS}; the state machine decides by it which state comes next. */
public enum StepStatus {
    /** StartRun: an execution runs for each uploaded object. */
    STARTED,
    /** StartRun: no execution could be started for some objects. */
    PARTLY,

    /** PrepareDataset: nothing stands in the way of training. */
    READY,
    /** PrepareDataset: the dataset, its settings or the account did not pass the checks. */
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

    /** StartServing and CheckServing: the deployment or the Provisioned Throughput is being created. */
    SERVING,
    /** CheckServing: the custom model can be called. */
    SERVED,
    /** StopServing: the deployment or the Provisioned Throughput is being deleted. */
    STOPPING,
    /** StopServing: nothing serves the custom model, or only what the run was asked to keep. */
    STOPPED,

    /** AnswerBatch and JudgeBatch: a part of the batch is left. */
    MORE,
    /** AnswerBatch, JudgeBatch and EndRuns: nothing is left to do. */
    DONE,

    /** Evaluate: the report is written. */
    EVALUATED,
    /** Promote: the dataset's parameter names the custom model. */
    PROMOTED,

    /** CleanUp: something of the run is still being deleted. */
    CLEANING,
    /** CleanUp and CleanUpAfterEnd: nothing of the run costs money that was not asked for. */
    CLEAN,

    /** CleanUpAfterEnd: the execution is no run of this stack. */
    IGNORED,
    /** CleanUpAfterEnd: the execution was redriven, so the run goes on. */
    REDRIVEN,

    /** Sweep: every run of the stack was looked at. */
    SWEPT,
    /** EndRuns: the stack may not be deleted yet. */
    REFUSED
}
