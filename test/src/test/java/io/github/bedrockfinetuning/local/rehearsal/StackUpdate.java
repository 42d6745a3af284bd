package io.github.bedrockfinetuning.local.rehearsal;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Simulates the update of a stack. CloudFormation first creates and updates resources, and then deletes the resources
 * that the new template does not contain. If it refuses a change, it restores the previous state. The simulation checks
 * all changes first, so a refused update changes nothing. Each phase takes some virtual time, in which runs continue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html#cfn-console-view-stack-data-resources-status-codes">
 *     Stack status codes</a>
 */
final class StackUpdate {
    /** The duration of each phase. The durations in AWS are not documented. */
    private static final Duration PHASE = Duration.ofSeconds(20);

    private static final String COMPLETE = "UPDATE_COMPLETE";

    /** The results of the completed updates. */
    private static final Map<DeployedStack, String> RESULTS = Collections.synchronizedMap(new WeakHashMap<>());

    private final DeployedStack stack;

    private StackUpdate(DeployedStack stack) {
        this.stack = stack;
    }

    /** Updates a stack to another template, as {@code cdk deploy} does. {@link #result} returns the result. */
    static void start(DeployedStack stack, Assembly next) {
        RESULTS.remove(stack);
        stack.clock().spawn("update of the stack", () -> RESULTS.put(stack, new StackUpdate(stack).run(next)));
    }

    /**
     * Returns the result of the last update: UPDATE_COMPLETE, or UPDATE_ROLLBACK_COMPLETE with the reasons; empty while
     * it is in progress.
     */
    static Optional<String> result(DeployedStack stack) {
        return Optional.ofNullable(RESULTS.get(stack));
    }

    private String run(Assembly to) {
        Blueprint from = stack.blueprint();
        Blueprint next = from.updatedTo(to);
        StackChanges changes = new StackChanges(from, next);
        List<String> refusals = changes.refusals();
        if (!refusals.isEmpty()) {
            return "UPDATE_ROLLBACK_COMPLETE: " + String.join(" ", refusals);
        }
        StackDeletion removed = StackDeletion.ofRemoved(stack, to.template());
        Deployment updated = stack.beginUpdate(next);
        for (Runnable phase : updated.phases()) {
            stack.clock().sleep(PHASE);
            phase.run();
        }
        stack.completeUpdate(next, updated);
        Optional<String> refusal = StackDeletion.notifyOfUpdate(stack, changes.changed());
        if (refusal.isPresent()) {
            return "UPDATE_ROLLBACK_FAILED: " + refusal.get();
        }
        stack.clock().sleep(PHASE);
        // If the deletion of a removed resource fails, the update is complete nevertheless.
        String result = removed.run().map(reason -> COMPLETE + ": " + reason).orElse(COMPLETE);
        stack.deleteRemovedRoles();
        return result;
    }
}
