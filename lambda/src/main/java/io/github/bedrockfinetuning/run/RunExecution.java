package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * A run's execution as Step Functions shows it, which may be a little behind.
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

    /** An execution has its run's id for a name. */
    public String arn() {
        return platform.require(EnvironmentVariables.STATE_MACHINE_ARN).replace(":stateMachine:", ":execution:") + ":"
                + id.value();
    }

    /** Nothing if it never began, or is so old that Step Functions has forgotten it. */
    public Optional<DescribeExecutionResponse> find() {
        try {
            return Optional.of(platform.aws().stepFunctions().describeExecution(r -> r.executionArn(arn())));
        } catch (ExecutionDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /** Why it ended, in the words of whoever or whatever ended it; nothing while it runs or after it succeeded. */
    public Optional<String> cause() {
        return find().map(DescribeExecutionResponse::cause);
    }

    /**
     * Whether somebody has redriven it since an end. What is shown of the time before that end has fewer redrives.
     *
     * @param redrives how many there had been when it ended
     */
    public boolean redrivenAfter(int redrives) {
        return find().filter(found -> found.status() == ExecutionStatus.RUNNING
                        && found.redriveCount() != null
                        && found.redriveCount() > redrives)
                .isPresent();
    }
}
