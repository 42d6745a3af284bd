package io.github.bedrockfinetuning.ending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Failure;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunExecution;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.RunState;
import io.github.bedrockfinetuning.run.TransientFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Cleans up after an execution that ended without a cleanup, because a user stopped it, it timed out, or it failed
 * with an error that no catcher handled.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Step Functions
 *     execution status change</a>
 */
public final class EndedExecution {
    private static final int MARGIN_MILLIS = 30_000;

    private final Platform platform;
    private final IntSupplier remainingMillis;
    private final Consumer<RunStatus> ended;

    /**
     * Creates the cleanup.
     *
     * @param ended receives a run's final status, once
     */
    public EndedExecution(Platform platform, IntSupplier remainingMillis, Consumer<RunStatus> ended) {
        this.platform = platform;
        this.remainingMillis = remainingMillis;
        this.ended = ended;
    }

    public JsonNode cleanUp(ObjectNode event) throws InterruptedException {
        JsonNode detail = event.path("detail");
        Optional<RunId> id = RunId.find(detail.path("name").asText());
        if (id.isEmpty()
                || !detail.path("stateMachineArn")
                        .asText()
                        .equals(platform.require(EnvironmentVariables.STATE_MACHINE_ARN))) {
            return Json.object().put(StateFields.STATUS, StepStatus.IGNORED.name());
        }
        Run run = new Run(platform, id.get());
        Optional<List<BilledResource>> looked =
                removeAll(run, detail.path("redriveCount").asInt());
        if (looked.isEmpty()) {
            return RunState.of(run.id()).status(StepStatus.REDRIVEN).json();
        }
        List<BilledResource> left = looked.get();
        new EndNotification(run, ended).tell(FinalStatus.ofExecution(run, withCause(run, detail), left));
        if (!left.isEmpty()) {
            throw new TransientFailure("A resource of run " + run.id() + " has not been removed yet: "
                    + left.get(0).why() + ".");
        }
        return RunState.of(run.id()).status(StepStatus.CLEAN).json();
    }

    /**
     * Returns the details of the execution's end, including the cause. The event of an execution that is encrypted
     * with a customer managed key has no cause, so the cause is requested from Step Functions. If the request fails,
     * the run is reported without a cause.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html">Data at rest
     *     encryption in Step Functions</a>
     */
    private JsonNode withCause(Run run, JsonNode detail) {
        if (detail.hasNonNull("cause")) {
            return detail;
        }
        ObjectNode told = detail.deepCopy();
        try {
            new RunExecution(platform, run.id()).cause().ifPresent(cause -> told.put("cause", cause));
        } catch (SdkException e) {
            return detail;
        }
        return told;
    }

    /**
     * Removes resources until several consecutive checks find none. Returns the resources that still exist or could not
     * be removed. Resources that a step might still hand over to a user are kept until no step of the execution can be
     * running.
     *
     * @param redrives the number of redrives of the execution at the time of its end
     * @return empty if the execution has been redriven since, because the resources then belong to an active run
     */
    private Optional<List<BilledResource>> removeAll(Run run, int redrives) throws InterruptedException {
        Duration wait = RunResources.LOOK;
        for (int looks = 1, quiet = 0; ; looks++) {
            List<BilledResource> there;
            try {
                if (redriven(run, redrives)) {
                    return Optional.empty();
                }
                RunResources remains = new RunResources(run);
                there = looks < RunResources.QUIET_LOOKS ? remains.removeUnclaimed() : remains.remove();
            } catch (RuntimeException e) {
                Failure failure = Failures.of(e);
                there = List.of(new BilledResources(run).stuck(failure.getMessage()));
                if (!failure.mayPass()) {
                    return Optional.of(there);
                }
            }
            quiet = there.isEmpty() ? quiet + 1 : 0;
            if (quiet == RunResources.QUIET_LOOKS || remainingMillis.getAsInt() < wait.toMillis() + MARGIN_MILLIS) {
                return Optional.of(there);
            }
            platform.sleep().sleep(wait);
        }
    }

    /**
     * Returns whether the execution has been redriven. If Step Functions denies the request, the execution is treated
     * as ended, as the event states.
     */
    private boolean redriven(Run run, int redrives) {
        try {
            return new RunExecution(platform, run.id()).redrivenAfter(redrives);
        } catch (RuntimeException e) {
            Failure failure = Failures.of(e);
            if (!failure.mayPass()) {
                return false;
            }
            throw failure;
        }
    }
}
