package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.bedrock.Durations;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The result of a plan.
 *
 * @param violations the violated conditions; empty if there are none
 * @param struck whether every fault of the plan was injected
 * @param largest the size of the largest payload in the execution histories, in bytes
 * @param operations the operations of each step, in the order of their first requests
 */
record FaultRun(
        FaultPlan plan, List<String> violations, boolean struck, int largest, Map<String, Set<String>> operations) {

    /** Durations with a short queue, so a plan runs quickly. The states for waiting still occur. */
    static final Durations QUICK = new Durations(
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMillis(100),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3));

    static FaultRun of(FaultPlan plan, FaultLane lane) {
        return of(plan, lane, Stacks.blueprint(plan.scenario().region()));
    }

    static FaultRun of(FaultPlan plan, FaultLane lane, Blueprint blueprint) {
        return of(plan, lane, blueprint, FaultRun::of);
    }

    /** Runs a plan in its stack and reads the result. */
    @FunctionalInterface
    interface Reading<T> {
        T of(FaultPlan plan, DeployedStack stack) throws IOException;
    }

    /** Deploys a stack, uploads the objects of the plan, and reads the result. */
    static <T> T of(FaultPlan plan, FaultLane lane, Blueprint blueprint, Reading<T> reading) {
        FaultUser user = new FaultUser();
        String region = plan.scenario().region();
        try (DeployedStack stack = DeployedStack.deploy(blueprint, plan.all(), user, lane.wiring(region))) {
            user.watch(stack);
            stack.aws().bedrock().durations(QUICK);
            if (region.equals("us-west-2")) {
                stack.aws().quotas().set(Quotas.MODEL_UNITS, 1);
            }
            plan.scenario().objects().forEach(stack::upload);
            return reading.of(plan, stack);
        } catch (IOException e) {
            throw new AssertionError(plan.toString(), e);
        }
    }

    private static FaultRun of(FaultPlan plan, DeployedStack stack) throws IOException {
        List<String> violations;
        try {
            stack.settle();
            violations = new FaultInvariants(plan, stack).violations();
        } catch (IllegalStateException died) {
            violations = List.of("the simulation died: " + died.getMessage());
        }
        boolean struck = plan.faults().stream().allMatch(stack::struck);
        int largest = stack.executions().stream()
                .mapToInt(PayloadBounds::largest)
                .max()
                .orElse(0);
        return new FaultRun(plan, violations, struck, largest, operations(stack));
    }

    private static Map<String, Set<String>> operations(DeployedStack stack) {
        Map<String, Set<String>> operations = new LinkedHashMap<>();
        for (CallRecord call : stack.calls()) {
            operations
                    .computeIfAbsent(stack.stepOf(call.role()), step -> new LinkedHashSet<>())
                    .add(call.operation());
        }
        return operations;
    }

    /** Returns one line per violation. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        violations.forEach(violation -> lines.add(plan + " -> " + violation));
        return lines;
    }
}
