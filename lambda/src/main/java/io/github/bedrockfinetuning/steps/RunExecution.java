package io.github.bedrockfinetuning.steps;

import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.RunId;
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
final class RunExecution {
    private final Platform platform;
    private final RunId id;

    RunExecution(Platform platform, RunId id) {
        this.platform = platform;
        this.id = id;
    }

    /** Nothing if there is none, or none any more. */
    Optional<DescribeExecutionResponse> find() {
        String arn = platform.require("STATE_MACHINE_ARN").replace(":stateMachine:", ":execution:") + ":" + id.value();
        try {
            return Optional.of(platform.aws().stepFunctions().describeExecution(r -> r.executionArn(arn)));
        } catch (ExecutionDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether somebody has redriven it since an end. What is shown of the time before that end has fewer redrives.
     *
     * @param redrives how many there had been when it ended
     */
    boolean redrivenAfter(int redrives) {
        return find().filter(found -> found.status() == ExecutionStatus.RUNNING
                        && found.redriveCount() != null
                        && found.redriveCount() > redrives)
                .isPresent();
    }
}
