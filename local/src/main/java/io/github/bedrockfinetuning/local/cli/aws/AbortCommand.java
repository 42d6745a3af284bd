package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.OperatorCommand;
import io.github.bedrockfinetuning.run.Run;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** {@code abort}: stops a run. The stack then stops its fine-tuning job and removes its endpoint. */
@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        description = "Stop a run, its fine-tuning job, and its endpoint. Bedrock charges for the training up to "
                + "that point.")
public final class AbortCommand extends RunCommand {
    @Override
    int run(Run run) {
        RunState state = new RunState(run);
        DescribeExecutionResponse execution = state.execution()
                .orElseThrow(() -> new No("Run " + run.id()
                        + " does not exist in this workflow. To list recent runs, use "
                        + OperatorCommand.of(run.platform(), "status") + "."));
        if (execution.status() != ExecutionStatus.RUNNING) {
            throw new No("Run " + run.id() + " has already ended: " + execution.statusAsString() + ".");
        }
        run.platform()
                .aws()
                .stepFunctions()
                .stopExecution(r ->
                        r.executionArn(state.arn()).error("StoppedByUser").cause("Stopped with ./fine-tune abort"));
        print(
                Json.object()
                        .put(StateFields.RUN_ID, run.id().value())
                        .put("status", ExecutionStatus.ABORTED.toString()),
                "Run " + run.id()
                        + " was stopped. The workflow is removing its job and endpoint. To check the progress, use "
                        + OperatorCommand.of(run.platform(), "status " + run.id()) + ".");
        return 0;
    }
}
