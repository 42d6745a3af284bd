package io.github.bedrockfinetuning.ending;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.RunLimits;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Errands;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunExecution;
import io.github.bedrockfinetuning.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/**
 * Finds runs whose end has not been reported, and reports it. Step Functions delivers end-of-execution events on a
 * best-effort basis. Without the event, the cleanup after the end is not called.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-states.html">Step Functions events: best
 *     effort</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html">ListExecutions</a>
 */
public final class MissedEnds {
    /**
     * The maximum time between the end of an execution and the report from its cleanup. The cleanup itself takes at
     * most 15 minutes.
     */
    static final Duration TOLD_WITHIN = Duration.ofMinutes(30);
    /**
     * The maximum time after the end of an execution during which the end is reported. With hourly checks, an end is
     * found several times before it is too old.
     */
    static final Duration SEEN_FOR = Duration.ofHours(24);
    /** The maximum duration of a run. Executions are listed by start time, newest first. */
    private static final Duration LONGEST_RUN = RunLimits.LONGEST_RUN.plusDays(1);

    /** The statuses of executions whose end might not have been reported. A successful run reports its own end. */
    private static final List<ExecutionStatus> ENDS =
            List.of(ExecutionStatus.FAILED, ExecutionStatus.TIMED_OUT, ExecutionStatus.ABORTED);

    private final Platform platform;
    private final Consumer<RunStatus> ended;

    /**
     * Creates the search for ends that have not been reported.
     *
     * @param ended receives a run's final status, once
     */
    public MissedEnds(Platform platform, Consumer<RunStatus> ended) {
        this.platform = platform;
        this.ended = ended;
    }

    /**
     * Reports the ends that have not been reported.
     *
     * @param left the remaining resources of ended runs
     */
    public void tell(List<BilledResource> left) {
        Errands errands = new Errands();
        ENDS.forEach(status -> errands.run(() -> {
            try {
                tell(status, left, errands);
            } catch (StateMachineDoesNotExistException e) {
                return; // The stack is being deleted, and the executions were deleted with the state machine.
            }
        }));
        errands.finish();
    }

    private void tell(ExecutionStatus status, List<BilledResource> left, Errands errands) {
        Instant now = platform.clock().instant();
        for (ExecutionListItem execution : platform.aws()
                .stepFunctions()
                .listExecutionsPaginator(
                        r -> r.stateMachineArn(platform.require(EnvironmentVariables.STATE_MACHINE_ARN))
                                .statusFilter(status))
                .executions()) {
            if (execution.startDate().isBefore(now.minus(LONGEST_RUN))) {
                return;
            }
            Instant stopped = execution.stopDate();
            if (stopped != null && stopped.isAfter(now.minus(SEEN_FOR)) && stopped.isBefore(now.minus(TOLD_WITHIN))) {
                RunId.find(execution.name()).ifPresent(id -> errands.run(() -> tell(new Run(platform, id), left)));
            }
        }
    }

    private void tell(Run run, List<BilledResource> left) {
        RunExecution execution = new RunExecution(platform, run.id());
        execution
                .find()
                .filter(found -> ENDS.contains(found.status()))
                .filter(found -> !EndNotification.told(run, redrives(found)))
                .ifPresent(found -> new EndNotification(run, ended)
                        .tell(FinalStatus.ofExecution(
                                run,
                                detail(found),
                                left.stream()
                                        .filter(billing -> billing.resource()
                                                .equals(run.id().value()))
                                        .toList())));
    }

    /** Returns the details that the event would have contained. */
    private static ObjectNode detail(DescribeExecutionResponse found) {
        return Json.object()
                .put("status", found.statusAsString())
                .put("cause", found.cause())
                .put("redriveCount", redrives(found))
                .put("startDate", found.startDate().toEpochMilli())
                .put("stopDate", found.stopDate().toEpochMilli());
    }

    private static int redrives(DescribeExecutionResponse found) {
        return found.redriveCount() == null ? 0 : found.redriveCount();
    }
}
