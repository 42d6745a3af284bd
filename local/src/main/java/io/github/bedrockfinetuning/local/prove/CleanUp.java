package io.github.bedrockfinetuning.local.prove;

import io.github.bedrockfinetuning.local.prove.experiments.Bench;
import io.github.bedrockfinetuning.local.prove.experiments.CleanUpJournal;
import io.github.bedrockfinetuning.local.prove.experiments.Inbox;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.RunExecution;
import io.github.bedrockfinetuning.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Removes all resources in the journal. Repeats until the journal is empty, and retries failed requests. */
public final class CleanUp {
    /** The maximum time that a run can take to start. Includes the event, the queue and a cold start. */
    private static final Duration TO_START = Duration.ofMinutes(15);
    /**
     * The maximum time that a step can continue to create resources after its execution was stopped. The longest step
     * takes 3 minutes.
     */
    private static final Duration IN_FLIGHT = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofHours(2);

    private final Account account;
    private final CleanUpJournal journal;
    private final Inbox inbox;
    private final RunResources resources;
    private final Map<CleanUpJournal.Entry, List<RunResources.Billed>> left = new HashMap<>();

    CleanUp(Account account, CleanUpJournal journal) {
        this.account = account;
        this.journal = journal;
        this.inbox = new Inbox(journal, account.platform());
        this.resources = new RunResources(account.platform());
    }

    /**
     * Removes all resources within two hours.
     *
     * @return the resources that could not be removed; they remain in the journal
     */
    List<RunResources.Billed> run() {
        Instant latest = now().plus(PATIENCE);
        while (true) {
            journal.entries().stream().filter(this::removed).forEach(journal::remove);
            if (journal.entries().isEmpty() || !now().isBefore(latest)) {
                break;
            }
            pause();
        }
        List<RunResources.Billed> all = new ArrayList<>();
        journal.entries().forEach(entry -> all.addAll(left.getOrDefault(entry, unknown(entry))));
        return all;
    }

    /** Reports a run that could not be checked, as a billed resource with an unknown price. */
    private static List<RunResources.Billed> unknown(CleanUpJournal.Entry entry) {
        return entry.kind().equals(CleanUpJournal.RUN)
                ? List.of(new RunResources.Billed("run that could not be checked", Optional.empty()))
                : List.of();
    }

    private boolean removed(CleanUpJournal.Entry entry) {
        try {
            return switch (entry.kind()) {
                case CleanUpJournal.RUN -> ended(entry);
                case CleanUpJournal.UPLOAD -> deleted(entry);
                default -> unplanned(entry);
            };
        } catch (SdkException e) {
            // If a resource is not billed and the request is denied, there is no reason to retry.
            return !entry.kind().equals(CleanUpJournal.RUN) && Failures.of(e) instanceof PermanentFailure;
        }
    }

    private boolean ended(CleanUpJournal.Entry entry) {
        Optional<RunId> id = inbox.run(entry.name());
        if (id.isEmpty()) {
            return true;
        }
        Optional<DescribeExecutionResponse> execution = new RunExecution(account.platform(), id.get()).find();
        boolean running = execution.isPresent() && execution.get().status() == ExecutionStatus.RUNNING;
        if (running) {
            stop(id.get());
        }
        List<RunResources.Billed> found = resources.remove(id.get());
        left.put(entry, found);
        boolean mayStart = execution.isEmpty() && now().isBefore(entry.madeAt().plus(TO_START));
        if (running
                || mayStart
                || !found.isEmpty()
                || execution.filter(this::inFlight).isPresent()) {
            return false;
        }
        return deleted(entry);
    }

    private void stop(RunId id) {
        account.platform()
                .aws()
                .stepFunctions()
                .stopExecution(r -> r.executionArn(new RunExecution(account.platform(), id).arn())
                        .error("StoppedByProve")
                        .cause("Stopped with ./fine-tune prove"));
    }

    /**
     * Returns whether a step might still be running after the execution ended. If the execution succeeded, no step is
     * running.
     */
    private boolean inFlight(DescribeExecutionResponse execution) {
        return execution.status() != ExecutionStatus.SUCCEEDED
                && execution.stopDate() != null
                && now().isBefore(execution.stopDate().plus(IN_FLIGHT));
    }

    private boolean deleted(CleanUpJournal.Entry entry) {
        try {
            inbox.delete(entry.name());
        } catch (SdkException e) {
            return Failures.of(e) instanceof PermanentFailure;
        }
        return true;
    }

    private boolean unplanned(CleanUpJournal.Entry entry) {
        account.cloudFormation()
                .deleteChangeSet(r -> r.stackName(account.stack()).changeSetName(entry.name()));
        return true;
    }

    /**
     * Waits until the next round. An interrupt ends only this wait. The user can interrupt the experiments, but not the
     * cleanup.
     */
    private void pause() {
        boolean interrupted = Thread.interrupted();
        try {
            account.platform().sleep().sleep(Bench.LOOK);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            // Clears the interrupt flag, so the requests of the next round are not interrupted.
            Thread.interrupted();
        }
    }

    private Instant now() {
        return account.platform().clock().instant();
    }
}
