package io.github.bedrockfinetuning.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs several independent tasks. If one fails, the others still run. */
public final class Errands {
    private final List<Failure> failures = new ArrayList<>();

    /** Runs one task, whether or not other tasks have failed. */
    public void run(Runnable errand) {
        run(errand, failure -> {});
    }

    /**
     * Runs one task.
     *
     * @param failed receives the reason if the task fails
     */
    public void run(Runnable errand, Consumer<Failure> failed) {
        try {
            errand.run();
        } catch (RuntimeException e) {
            Failure failure = Failures.of(e);
            failures.add(failure);
            failed.accept(failure);
        }
    }

    /** Adds the failures of other tasks. */
    public void failed(List<Failure> others) {
        failures.addAll(others);
    }

    /** Returns the classified failures. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** Returns whether running all tasks again can help. */
    public boolean mayPass() {
        return failures.stream().anyMatch(Failure::mayPass);
    }

    /**
     * Throws one failure with all messages if a task has failed. Because all tasks run again, the failure is transient
     * if at least one of them is.
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
