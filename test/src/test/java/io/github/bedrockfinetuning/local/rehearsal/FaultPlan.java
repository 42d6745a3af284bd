package io.github.bedrockfinetuning.local.rehearsal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A scenario and the faults to inject. */
record FaultPlan(FaultScenario scenario, List<FaultSpec> faults) {
    static FaultPlan of(FaultScenario scenario, String... faults) {
        return new FaultPlan(scenario, Stream.of(faults).map(FaultSpec::parse).toList());
    }

    List<FaultSpec> all() {
        return Stream.concat(faults.stream(), scenario.faults().stream()).toList();
    }

    /** Returns whether the plan contains a fault of this kind in a step, for any operation. */
    boolean has(String step, FaultSpec.Kind kind) {
        return faults.stream().anyMatch(fault -> fault.step().equals(step) && fault.kind() == kind);
    }

    @Override
    public String toString() {
        return scenario + ": " + faults.stream().map(FaultSpec::toString).collect(Collectors.joining(" + "));
    }
}
