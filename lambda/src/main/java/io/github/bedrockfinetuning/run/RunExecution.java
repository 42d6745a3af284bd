package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * A run's execution as Step Functions reports it, possibly with a short delay.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html">
 *     DescribeExecution</a>
 */
public final class RunExecution {
    private final Platform platform;
    private final RunId id;

    public RunExecution(Platform platform, RunId id) {
        this.platform = platform;
        this.id = id;
    }

    /** Returns the ARN of the execution, whose name is the run's ID. */
    public String arn() {
        return platform.require(EnvironmentVariables.STATE_MACHINE_ARN).replace(":stateMachine:", ":execution:") + ":"
                + id.value();
    }

    /** Returns the execution, or an empty Optional if it never started or if Step Functions no longer retains it. */
    public Optional<DescribeExecutionResponse> find() {
        try {
            return Optional.of(platform.aws().stepFunctions().describeExecution(r -> r.executionArn(arn())));
        } catch (ExecutionDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the reported cause of the execution's end, or an empty Optional while the execution runs or after it
     * succeeded.
     */
    public Optional<String> cause() {
        return find().map(DescribeExecutionResponse::cause);
    }

    /**
     * Returns whether the execution has been redriven since it ended. Data from before that end has fewer redrives.
     *
     * @param redrives the number of redrives at the time of the end
     */
    public boolean redrivenAfter(int redrives) {
        return find().filter(found -> found.status() == ExecutionStatus.RUNNING
                        && found.redriveCount() != null
                        && found.redriveCount() > redrives)
                .isPresent();
    }
}
