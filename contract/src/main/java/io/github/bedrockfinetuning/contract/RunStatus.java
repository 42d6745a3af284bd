package io.github.bedrockfinetuning.contract;

/**
 * The final status of a run: the {@code status} in its {@code status.json}. The last three values are also execution
 * statuses.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html">
 *     DescribeExecution</a>
 */
public enum RunStatus {
    /** The report was written. */
    SUCCEEDED,
    /** The dataset, its settings, or the account failed the checks that run before anything is created. */
    REJECTED,
    /** The cost was not approved. */
    DECLINED,
    /** A step failed. */
    FAILED,
    /** A user stopped the execution. */
    ABORTED,
    /** The execution exceeded the workflow's timeout. */
    TIMED_OUT
}
