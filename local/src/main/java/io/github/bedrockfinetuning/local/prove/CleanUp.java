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

/**
 * Removes everything in the journal, and repeats until the journal is empty. Failed calls are
 * retried.
 */
public final class CleanUp {
    /** Exceeds the time that the event, the queue and a cold start take to start a run. */
    private static final Duration TO_START = Duration.ofMinutes(15);
    /**
     * The time during which a step that was running when its execution was stopped can still create
     * resources; the longest step takes 3 minutes.
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
     * Removes everything, within at most two hours.
     *
     * @return what is left; it remains in the journal
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

    /** Reports a run that could not be checked as billed, at an unknown price. */
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
            // What is not billed is not worth waiting for if the call is refused.
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
                        .cause("Stopped by ./fine-tune prove"));
    }

    /**
     * Returns whether a step might still be running after the execution ended; not possible if it
     * succeeded.
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
     * Waits until the next round. An interrupt only shortens the wait: the user can stop the
     * experiments, but not the clean-up.
     */
    private void pause() {
        boolean interrupted = Thread.interrupted();
        try {
            account.platform().sleep().sleep(Bench.LOOK);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            // Cleared, so that the next round can make its calls.
            Thread.interrupted();
        }
    }

    private Instant now() {
        return account.platform().clock().instant();
    }
}
