package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.contract.RunMetric;
import io.github.bedrockfinetuning.contract.RunStatus;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
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

    /** Returns the topic for notifications about approval requests, the end of runs, and remaining resources. */
    ITopic getTopic();

    /** Returns the state machine, whose executions are the runs. */
    IStateMachine getStateMachine();

    /** Allows uploading datasets, which starts runs. */
    Grant grantSubmit(IGrantable grantee);

    /** Allows reading reports and the status of runs. */
    Grant grantReadReports(IGrantable grantee);

    /** Allows approving and declining runs. */
    Grant grantApprove(IGrantable grantee);

    /** Allows finding promoted models by their stable names and invoking them. */
    Grant grantInvokePromoted(IGrantable grantee);

    /** Allows using all commands for a deployed workflow except {@code prove}. */
    Grant grantOperate(IGrantable grantee);

    /**
     * Defines a rule that matches runs that start. The event is {@code Step Functions Execution Status Change} of the source
     * {@code aws.states}. The name of the execution in its detail is the ID of the run. Step Functions sends it on a best
     * effort basis, and can send it more than once.
     *
     * @param options the target, and a pattern that selects some of the events
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Events of Step
     *     Functions</a>
     */
    Rule onRunStarted(String id, OnEventOptions options);

    /**
     * Defines a rule that matches runs that wait for approval. The event {@code Fine-Tuning Approval Requested} of the source
     * {@code bedrock-fine-tuning} has in its detail: {@code workflow} (the tag), {@code runId}, and {@code dataset}.
     *
     * @param options the target, and a pattern that selects some of the events
     */
    Rule onApprovalRequested(String id, OnEventOptions options);

    /**
     * Defines a rule that matches the end of runs. The event {@code Fine-Tuning Run Ended} of the source {@code
     * bedrock-fine-tuning} has in its detail: {@code workflow} (the tag), {@code runId}, {@code dataset}, {@code status}
     * (a {@link RunStatus}) and, if models were compared, {@code verdict} ({@code better}, {@code worse} or {@code not
     * shown}). It can be delivered more than once. EventBridge bills each custom event.
     *
     * <p>The workflow sends this event and {@code Fine-Tuning Approval Requested} only if they are used. For a workflow of
     * another stack, set the prop {@code publishEvents} there.
     *
     * @param options the target, and a pattern that selects some of the events, for example by status
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
     */
    Rule onRunEnded(String id, OnEventOptions options);

    /**
     * Defines a rule that sends the event for the end of each run to a target. For details, see {@link
     * #onRunEnded(String, OnEventOptions)}.
     */
    default Rule onRunEnded(String id, IRuleTarget target) {
        return onRunEnded(id, OnEventOptions.builder().target(target).build());
    }

    /**
     * Defines a rule that matches promotions of models, by a run or by the commands {@code promote} and {@code rollback}. The
     * event is {@code Parameter Store Change} of the source {@code aws.ssm}. The {@code name} in its detail is the
     * parameter that contains the promoted model. Parameter Store sends it on a best effort basis.
     *
     * @param options the target, and a pattern that selects some of the events
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-cwe.html">Events of
     *     Parameter Store</a>
     */
    Rule onModelPromoted(String id, OnEventOptions options);

    /**
     * Returns a metric of the workflow. Defaults: the statistic is the sum, or the maximum for {@link
     * RunMetric#OLDEST_JOB_MINUTES}; the period is one hour.
     *
     * <p>The metrics of a workflow of another stack have values if that stack has the dashboard, which is the default, or
     * uses the metrics itself.
     *
     * @param options values that replace the defaults. {@link RunMetric#ENDED} requires the dimension {@link
     *     RunMetric#OUTCOME}.
     */
    Metric metric(RunMetric metric, MetricOptions options);

    /** Returns the number of runs that started. Default: the sum of an hour. */
    default Metric metricRuns() {
        return metricRuns(MetricOptions.builder().build());
    }

    /**
     * Returns the number of runs that started.
     *
     * @param options the values that replace the default period (one hour) and statistic ({@code Sum}), and the label
     */
    default Metric metricRuns(MetricOptions options) {
        return metric(RunMetric.STARTED, options);
    }

    /** Returns the number of runs that ended with the specified status. Default: the sum of an hour. */
    Metric metricRunsEnded(RunStatus status);

    /** Returns the estimated cost of the runs in US dollars. Default: the sum of a day. */
    default Metric metricSpend() {
        return metricSpend(MetricOptions.builder().build());
    }

    /**
     * Returns the estimated cost in US dollars of the runs that were checked: the upper bound of each estimate, to the
     * extent that prices are known. It is not the amount that AWS bills.
     *
     * @param options the values that replace the default period (one day) and statistic ({@code Sum}), and the label
     */
    Metric metricSpend(MetricOptions options);

    /** Returns the number of runs that failed, timed out, or were aborted. Default: the sum of five minutes. */
    default MathExpression metricFailedRuns() {
        return metricFailedRuns(MetricOptions.builder().build());
    }

    /**
     * Returns the number of runs that failed, timed out, or were aborted, which is the sum of three Step Functions
     * metrics.
     *
     * @param options the period, if not five minutes, the label, and the color; other values have no effect
     */
    MathExpression metricFailedRuns(MetricOptions options);
}
