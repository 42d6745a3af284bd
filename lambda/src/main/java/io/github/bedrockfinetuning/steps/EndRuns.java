package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.Status;
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
 * Ends all runs before the stack that they belong to is deleted: stops their executions, removes what they have in
 * Bedrock, tells, and only then lets CloudFormation go on. If something cannot be removed, the deletion fails with what
 * and why, while all that could remove it still stands.
 *
 * <p>Calls states:ListExecutions, StopExecution and DescribeExecution, and what Sweep and CleanUp call.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes-delete.html">Custom
 *     resources</a>
 */
public final class EndRuns extends Step {
    private static final Duration LOOK = Duration.ofSeconds(CleanUp.LOOK_SECONDS);
    private static final int MARGIN_MILLIS = 60_000;
    private static final String CAUSE = "The stack of this workflow is being deleted.";

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
            try {
                obstacle = endAll(context::getRemainingTimeInMillis);
            } catch (RuntimeException e) {
                obstacle = Optional.of(Failures.of(e).getMessage());
            }
        }
        if (obstacle.isPresent()) {
            answer.refuse("Runs of this stack may still have something billed in Bedrock, so nothing else was deleted. "
                    + obstacle.get() + " See ./fine-tune clean and ./fine-tune clean --remove, then delete the stack"
                    + " again.");
            return Json.object().put("status", "REFUSED");
        }
        answer.accept();
        return Json.object().put("status", "DONE");
    }

    /** What keeps runs from being ended; nothing if all are. */
    private Optional<String> endAll(IntSupplier remainingMillis) throws InterruptedException {
        if (executions()
                .listExecutions(r -> r.stateMachineArn(machine()).maxResults(1))
                .executions()
                .isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> stopped = new TreeSet<>();
        Instant quietSince = now();
        List<Status.Billing> left;
        while (true) {
            if (stopAll(stopped)) {
                quietSince = now();
            }
            left = new Leftovers(platform()).remove();
            boolean settled = !now().isBefore(quietSince.plus(Leftovers.STEPS_END_WITHIN));
            if (settled && left.isEmpty() || remainingMillis.getAsInt() < LOOK.toMillis() + MARGIN_MILLIS) {
                break;
            }
            platform().sleep().sleep(LOOK);
        }
        List<Status.Billing> last = left;
        stopped.forEach(name -> tell(new Run(platform(), new RunId(name)), last));
        if (left.isEmpty()) {
            tellWhatStays();
        }
        return left.stream()
                .findFirst()
                .map(first -> "In a quarter of an hour " + first.kind() + " " + first.resource()
                        + " did not go away; throughput, for one, can be deleted only once it has come up.");
    }

    /** Whether there was an execution to stop. */
    private boolean stopAll(TreeSet<String> stopped) {
        List<ExecutionListItem> running = executions()
                .listExecutionsPaginator(r -> r.stateMachineArn(machine()).statusFilter(ExecutionStatus.RUNNING))
                .executions()
                .stream()
                .filter(execution -> RunId.find(execution.name()).isPresent())
                .toList();
        for (ExecutionListItem execution : running) {
            executions()
                    .stopExecution(r -> r.executionArn(execution.executionArn())
                            .error("StackDeleted")
                            .cause(CAUSE));
            stopped.add(execution.name());
        }
        return !running.isEmpty();
    }

    /** If the clean-up behind the execution's end has not told yet. */
    private void tell(Run run, List<Status.Billing> left) {
        ObjectNode detail = Json.object().put("status", "ABORTED").put("cause", CAUSE);
        List<Status.Billing> own = left.stream()
                .filter(billing -> billing.resource().equals(run.id().value()))
                .toList();
        new Telling(run, this::ended).tell(Endings.ofExecution(run, detail, own));
    }

    /** From now on nothing looks after what was kept on purpose. */
    private void tellWhatStays() {
        List<Status.Billing> kept = new Leftovers(platform()).kept();
        if (!kept.isEmpty()) {
            new Messages(platform())
                    .publish(Messages.stackDeleted(
                            platform().require("FT_STACK"), kept, platform().require("AWS_REGION")));
        }
    }

    private SfnClient executions() {
        return platform().aws().stepFunctions();
    }

    private String machine() {
        return platform().require("STATE_MACHINE_ARN");
    }

    private Instant now() {
        return platform().clock().instant();
    }
}
