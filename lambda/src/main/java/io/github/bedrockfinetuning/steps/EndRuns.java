package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.ending.EndNotification;
import io.github.bedrockfinetuning.ending.FinalStatus;
import io.github.bedrockfinetuning.ending.Notifications;
import io.github.bedrockfinetuning.ending.RunResources;
import io.github.bedrockfinetuning.ending.StackResources;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Errands;
import io.github.bedrockfinetuning.run.Failure;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.OperatorCommand;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Ends all runs before their stack is deleted: stops their executions, removes their Bedrock resources, sends
 * notifications, and only then allows CloudFormation to continue. If a resource cannot be removed before the function
 * times out, or if a permission is missing, the deletion fails with the resource and the reason, while everything
 * that can remove the resource still exists.
 *
 * <p>Calls states:ListExecutions, StopExecution and DescribeExecution, and what Sweep and CleanUp call.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes-delete.html">Custom
 *     resources</a>
 */
public final class EndRuns extends Step {
    private static final Duration LOOK = RunResources.LOOK;
    private static final int MARGIN_MILLIS = 60_000;
    private static final String CAUSE = "The stack of this workflow is being deleted.";

    /** The names of the stopped executions. */
    private final TreeSet<String> stopped = new TreeSet<>();
    /** The time at which an execution was last stopped. */
    private Instant quietSince = Instant.MIN;
    /** The result of the last check. */
    private List<BilledResource> left = List.of();

    public EndRuns() {
        this(Platform.ofLambda());
    }

    public EndRuns(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode event, Context context) throws IOException, InterruptedException {
        CloudFormationAnswer answer = new CloudFormationAnswer(platform(), event);
        Optional<String> obstacle = Optional.empty();
        if (event.path("RequestType").asText().equals("Delete")) {
            stopped.clear();
            quietSince = now();
            left = List.of();
            try {
                obstacle = endAll(context::getRemainingTimeInMillis);
            } catch (RuntimeException e) {
                obstacle = Optional.of(Failures.of(e).getMessage());
            }
        }
        if (obstacle.isPresent()) {
            answer.refuse(
                    "Runs of this stack might still have billed resources in Bedrock, so nothing else was deleted. "
                            + obstacle.get() + " Run " + OperatorCommand.of(platform(), "clean") + " and "
                            + OperatorCommand.of(platform(), "clean --remove") + ", then delete the stack again.");
            return Json.object().put(StateFields.STATUS, StepStatus.REFUSED.name());
        }
        answer.accept();
        return Json.object().put(StateFields.STATUS, StepStatus.DONE.name());
    }

    /**
     * Checks repeatedly until all runs have ended. Transient failures, such as throttling, service errors, and lost
     * connections, are retried. Other failures are reported after everything else is done.
     *
     * @return the reason that runs could not be ended in time; empty if all have ended
     */
    private Optional<String> endAll(IntSupplier remainingMillis) throws InterruptedException {
        while (true) {
            Optional<String> obstacle;
            try {
                obstacle = look();
            } catch (RuntimeException e) {
                Failure failure = Failures.of(e);
                if (!failure.mayPass()) {
                    tellAll(new Errands());
                    throw failure;
                }
                obstacle = Optional.of(
                        "The runs could not be ended within 15 minutes. The last error was: " + failure.getMessage());
            }
            if (obstacle.isEmpty()) {
                return obstacle;
            }
            if (remainingMillis.getAsInt() < LOOK.toMillis() + MARGIN_MILLIS) {
                tellAll(new Errands());
                return obstacle;
            }
            platform().sleep().sleep(LOOK);
        }
    }

    /**
     * Returns a description of a run that has not ended or has not been reported, or an empty Optional if there is
     * none. If a run cannot be ended, the other runs are ended nevertheless.
     */
    private Optional<String> look() {
        Errands errands = new Errands();
        boolean[] had = {true};
        errands.run(() -> had[0] = hadRuns());
        if (!had[0]) {
            return Optional.empty();
        }
        errands.run(() -> stopAll(errands));
        StackResources.Look look = new StackResources(platform()).remove();
        left = look.all();
        errands.failed(look.errands().failures());
        if (now().isBefore(quietSince.plus(StackResources.STEPS_END_WITHIN)) && !errands.mayPass()) {
            return Optional.of("Steps of stopped runs might still be in progress.");
        }
        errands.finish();
        if (!left.isEmpty()) {
            return Optional.of(
                    "The " + left.get(0).kind().id() + " " + left.get(0).resource()
                            + " was not deleted within 15 minutes. For example, Provisioned Throughput can't be deleted "
                            + "before its creation is complete.");
        }
        tellAll(errands);
        errands.run(this::tellWhatStays);
        errands.finish();
        return Optional.empty();
    }

    private boolean hadRuns() {
        return !executions()
                .listExecutions(r -> r.stateMachineArn(machine()).maxResults(1))
                .executions()
                .isEmpty();
    }

    private void stopAll(Errands errands) {
        for (ExecutionListItem execution : executions()
                .listExecutionsPaginator(r -> r.stateMachineArn(machine()).statusFilter(ExecutionStatus.RUNNING))
                .executions()) {
            if (RunId.find(execution.name()).isPresent()) {
                stopped.add(execution.name());
                errands.run(() -> stop(execution));
            }
        }
    }

    /** Stops an execution. A stop whose response is lost might have taken effect; a denied stop has not. */
    private void stop(ExecutionListItem execution) {
        try {
            executions()
                    .stopExecution(r -> r.executionArn(execution.executionArn())
                            .error("StackDeleted")
                            .cause(CAUSE));
        } catch (RuntimeException e) {
            Failure failure = Failures.of(e);
            if (failure.mayPass()) {
                quietSince = now();
            }
            throw failure;
        }
        quietSince = now();
    }

    /**
     * Reports each stopped run. If a report cannot be sent, the information is in the reason for the failed deletion.
     */
    private void tellAll(Errands errands) {
        stopped.forEach(name -> errands.run(() -> tell(name)));
    }

    /** Reports the end of a run, unless the cleanup after the end of the execution has already reported it. */
    private void tell(String name) {
        Run run = new Run(platform(), new RunId(name));
        ObjectNode detail =
                Json.object().put("status", RunStatus.ABORTED.name()).put("cause", CAUSE);
        List<BilledResource> own =
                left.stream().filter(billing -> billing.resource().equals(name)).toList();
        new EndNotification(run, this::ended).tell(FinalStatus.ofExecution(run, detail, own));
    }

    /** Reports the resources that were intentionally kept, because they are no longer monitored. */
    private void tellWhatStays() {
        List<BilledResource> kept = new StackResources(platform()).kept();
        if (!kept.isEmpty()) {
            new Notifications(platform())
                    .publish(Notifications.stackDeleted(
                            platform().require(EnvironmentVariables.FT_STACK),
                            kept,
                            platform().require(EnvironmentVariables.AWS_REGION)));
        }
    }

    private SfnClient executions() {
        return platform().aws().stepFunctions();
    }

    private String machine() {
        return platform().require(EnvironmentVariables.STATE_MACHINE_ARN);
    }

    private Instant now() {
        return platform().clock().instant();
    }
}
