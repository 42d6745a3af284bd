package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.rehearsal.FaultSpec.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Generates every single fault and every pair of faults from the requests of the handlers. */
final class FaultPlans {
    private static final List<Kind> OF_CALLS = List.of(
            Kind.NOT_EXECUTED,
            Kind.LOST_ANSWER,
            Kind.DUPLICATE,
            Kind.LATE,
            Kind.THROTTLED,
            Kind.ACCESS_DENIED,
            Kind.EXPIRED,
            Kind.SKEWED,
            Kind.CUT_OFF);
    /**
     * The kinds of faults that apply only to some operations: to requests to models, to requests that use a key, and to
     * requests for shared resources.
     */
    private static final Map<Kind, Set<String>> OF_SOME_CALLS = new EnumMap<>(Map.of(
            Kind.KEY_THROTTLED, Set.of("GetObject", "PutObject", "Publish", "DescribeExecution"),
            Kind.CONFLICT,
                    Set.of(
                            "PutObject",
                            "PutParameter",
                            "StopModelCustomizationJob",
                            "DeleteCustomModelDeployment",
                            "DeleteProvisionedModelThroughput"),
            Kind.UNREADY, Set.of("Converse"),
            Kind.NO_MESSAGE, Set.of("Converse")));

    private static final List<Kind> OF_FUNCTIONS = List.of(Kind.CRASH, Kind.TIME_OUT, Kind.OUT_OF_MEMORY, Kind.ABORT);
    private static final List<String> WAITERS = List.of("CheckTraining", "CheckServing");
    /** Steps that are not states. An execution cannot be stopped at these steps. */
    private static final Set<String> NO_STATES = Set.of("StartRun", "Sweep");

    private final Map<FaultScenario, Map<String, Set<String>>> calls = new LinkedHashMap<>();

    /** @param lane runs each scenario once without faults to record its requests */
    FaultPlans(FaultLane lane) {
        for (FaultScenario scenario : FaultScenario.ALL) {
            FaultRun run = FaultRun.of(new FaultPlan(scenario, List.of()), lane);
            if (!run.violations().isEmpty()) {
                throw new AssertionError("Without any fault: " + run.lines());
            }
            calls.put(scenario, run.operations());
        }
    }

    /**
     * Returns all combinations of handler, operation and kind, and all combinations of handler and kind for faults of
     * the function itself, in every scenario.
     */
    List<FaultPlan> singles() {
        List<FaultPlan> plans = new ArrayList<>();
        calls.forEach((scenario, steps) -> steps.forEach((step, operations) -> {
            for (String operation : operations) {
                OF_CALLS.forEach(kind -> plans.add(plan(scenario, fault(step, operation, kind))));
                OF_SOME_CALLS.forEach((kind, some) -> {
                    if (some.contains(operation)) {
                        plans.add(plan(scenario, fault(step, operation, kind)));
                    }
                });
            }
            kindsOfFunction(step).forEach(kind -> plans.add(plan(scenario, fault(step, null, kind))));
        }));
        return plans;
    }

    /**
     * Returns all pairs of handler and kind, including pairs of the same fault. The operations alternate, so each
     * occurs about equally often in the pairs.
     */
    List<FaultPlan> pairs() {
        List<Cell> cells = new ArrayList<>();
        steps().forEach(step -> {
            OF_CALLS.forEach(kind -> cells.add(new Cell(step, kind)));
            OF_SOME_CALLS.keySet().forEach(kind -> cells.add(new Cell(step, kind)));
            kindsOfFunction(step).forEach(kind -> cells.add(new Cell(step, kind)));
        });
        List<FaultPlan> plans = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            for (int j = i; j < cells.size(); j++) {
                pair(cells.get(i), cells.get(j), plans.size()).ifPresent(plans::add);
            }
        }
        return plans;
    }

    private record Cell(String step, Kind kind) {}

    private Optional<FaultPlan> pair(Cell one, Cell other, int turn) {
        List<FaultScenario> possible = FaultScenario.ALL.stream()
                .filter(scenario -> canBefall(scenario, one) && canBefall(scenario, other))
                .toList();
        if (possible.isEmpty()) {
            return Optional.empty();
        }
        FaultScenario scenario = possible.get(turn % possible.size());
        return Optional.of(new FaultPlan(
                scenario, List.of(fault(scenario, one, turn / possible.size()), fault(scenario, other, turn))));
    }

    private boolean canBefall(FaultScenario scenario, Cell cell) {
        return calls.get(scenario).containsKey(cell.step)
                && (isOfFunction(cell.kind) || !operations(scenario, cell).isEmpty());
    }

    private static boolean isOfFunction(Kind kind) {
        return !OF_CALLS.contains(kind) && !OF_SOME_CALLS.containsKey(kind);
    }

    private List<String> operations(FaultScenario scenario, Cell cell) {
        Set<String> some = OF_SOME_CALLS.get(cell.kind);
        return calls.get(scenario).get(cell.step).stream()
                .filter(operation -> some == null || some.contains(operation))
                .toList();
    }

    private FaultSpec fault(FaultScenario scenario, Cell cell, int turn) {
        if (isOfFunction(cell.kind)) {
            return fault(cell.step, null, cell.kind);
        }
        List<String> operations = operations(scenario, cell);
        return fault(cell.step, operations.get(turn % operations.size()), cell.kind);
    }

    private List<String> steps() {
        return calls.values().stream()
                .flatMap(steps -> steps.keySet().stream())
                .distinct()
                .toList();
    }

    private static List<Kind> kindsOfFunction(String step) {
        List<Kind> kinds = new ArrayList<>(OF_FUNCTIONS);
        if (NO_STATES.contains(step)) {
            kinds.remove(Kind.ABORT);
        }
        if (WAITERS.contains(step)) {
            kinds.add(Kind.FAILS);
        }
        if (step.equals("CleanUp")) {
            kinds.add(Kind.EVENT_LOST);
        }
        return kinds;
    }

    private static FaultPlan plan(FaultScenario scenario, FaultSpec fault) {
        return new FaultPlan(scenario, List.of(fault));
    }

    private static FaultSpec fault(String step, String operation, Kind kind) {
        return FaultSpec.parse(step + (operation == null ? "" : "." + operation) + ":" + kind.id());
    }
}
