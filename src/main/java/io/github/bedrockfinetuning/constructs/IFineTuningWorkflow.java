package io.github.bedrockfinetuning.constructs;

import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.IConstruct;

/** A fine-tuning workflow that was created by this stack or by another stack. */
public interface IFineTuningWorkflow extends IConstruct {
    /** Returns the value of the tag {@code ft:stack} on every resource of the workflow. */
    String getTag();

    /** Returns the bucket to which datasets are uploaded. */
    IBucket getDatasetsBucket();

    /** Returns the bucket for the results of runs. */
    IBucket getResultsBucket();

    /** Returns the topic for notifications about approval requests, ended runs, and remaining resources. */
    ITopic getTopic();

    /** Returns the state machine, whose executions are the runs. */
    IStateMachine getStateMachine();

    /** Allows uploading datasets, which starts runs. */
    Grant grantSubmit(IGrantable grantee);

    /** Allows reading reports and the status of runs. */
    Grant grantReadReports(IGrantable grantee);

    /** Returns the number of runs that failed, timed out, or were aborted. Default: the sum of five minutes. */
    MathExpression metricFailedRuns();
}
