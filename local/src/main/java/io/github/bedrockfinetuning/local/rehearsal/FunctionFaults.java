package io.github.bedrockfinetuning.local.rehearsal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The faults of functions and the steps that were run. */
final class FunctionFaults {
    private static final class Planned {
        final FaultSpec spec;
        int left;

        Planned(FaultSpec spec) {
            this.spec = spec;
            left = spec.times();
        }
    }

    private final List<Planned> plan = new ArrayList<>();
    private final Set<String> invoked = new HashSet<>();

    FunctionFaults(List<FaultSpec> specs) {
        specs.stream()
                .filter(spec -> spec.kind().isOfFunction())
                .map(Planned::new)
                .forEach(plan::add);
    }

    /**
     * Returns the fault to inject into this invocation of a step. Aborts are not included because they affect
     * executions.
     */
    Optional<FaultSpec.Kind> strike(String step) {
        invoked.add(step);
        return take(step, false);
    }

    /** Returns whether the user aborts the execution at this step. */
    boolean abortsAt(String step) {
        return take(step, true).isPresent();
    }

    boolean wasInvoked(String step) {
        return invoked.contains(step);
    }

    boolean struck(FaultSpec spec) {
        return plan.stream().anyMatch(planned -> planned.spec.equals(spec) && planned.left < spec.times());
    }

    private Optional<FaultSpec.Kind> take(String step, boolean abort) {
        for (Planned planned : plan) {
            if (planned.left > 0
                    && planned.spec.step().equals(step)
                    && (planned.spec.kind() == FaultSpec.Kind.ABORT) == abort) {
                planned.left--;
                return Optional.of(planned.spec.kind());
            }
        }
        return Optional.empty();
    }
}
