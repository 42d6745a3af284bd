package io.github.bedrockfinetuning.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Several things to do that do not depend on each other: one that fails keeps none of the others from being done. */
public final class Errands {
    private final List<Failure> failures = new ArrayList<>();

    /** Does one of them, whether or not others have failed. */
    public void run(Runnable errand) {
        run(errand, failure -> {});
    }

    /** @param failed is told why, if it fails */
    public void run(Runnable errand, Consumer<Failure> failed) {
        try {
            errand.run();
        } catch (RuntimeException e) {
            Failure failure = Failures.of(e);
            failures.add(failure);
            failed.accept(failure);
        }
    }

    /** Adds what failed elsewhere. */
    public void failed(List<Failure> others) {
        failures.addAll(others);
    }

    /** Why some could not be done, each classified. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** Whether doing all of it again can help. */
    public boolean mayPass() {
        return failures.stream().anyMatch(Failure::mayPass);
    }

    /**
     * Fails if one of them has, with what all of them said: as a failure that passes if one of them may, since all is done
     * again then.
     */
    public void finish() {
        if (failures.isEmpty()) {
            return;
        }
        Failure first = failures.stream().filter(Failure::mayPass).findFirst().orElse(failures.get(0));
        String said = failures.stream().map(Throwable::getMessage).distinct().collect(Collectors.joining(" "));
        throw said.equals(first.getMessage()) ? first : first.saying(said);
    }
}
