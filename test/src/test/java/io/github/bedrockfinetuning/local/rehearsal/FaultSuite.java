package io.github.bedrockfinetuning.local.rehearsal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * Runs plans with one thread per processor, each plan in a separate local simulation. A handler that observes the same
 * as in an earlier plan is not run again, but its requests are sent again ({@link RememberedHandlers}).
 */
final class FaultSuite {
    /**
     * The result of a set of plans.
     *
     * @param struck the number of plans in which every fault was injected
     * @param largest the size of the largest payload in an execution history, in bytes
     * @param handlers what the handlers did
     */
    record Result(int plans, int struck, int largest, double seconds, List<String> violations, HandlerMemory handlers) {
        void print(String name) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d plans, in %d every fault struck, the largest payload has %d bytes, %.0f s, %d violations;"
                            + " %d invocations ran handlers, %d were remembered%n",
                    name,
                    plans,
                    struck,
                    largest,
                    seconds,
                    violations.size(),
                    handlers.run(),
                    handlers.known());
        }
    }

    private FaultSuite() {}

    static Result run(List<FaultPlan> plans, Blueprints blueprints) {
        return run(plans, blueprints, run -> false);
    }

    /** Returns the blueprint from which the stack of a scenario is deployed. */
    interface Blueprints {
        Blueprint of(FaultScenario scenario);
    }

    /** @param enough ends the suite early if it matches a run */
    static Result run(List<FaultPlan> plans, Blueprints blueprints, Predicate<FaultRun> enough) {
        return run(plans, blueprints, enough, new HandlerMemory());
    }

    /** @param memory what the handlers did in earlier plans */
    static Result run(List<FaultPlan> plans, Blueprints blueprints, Predicate<FaultRun> enough, HandlerMemory memory) {
        long start = System.nanoTime();
        Queue<FaultPlan> left = new ConcurrentLinkedQueue<>(new ArrayDeque<>(plans));
        Queue<FaultRun> done = new ConcurrentLinkedQueue<>();
        Queue<Throwable> died = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(Runtime.getRuntime().availableProcessors(), 4); i++) {
            Thread thread = new Thread(
                    () -> {
                        FaultLane lane = new FaultLane().remembering(memory);
                        for (FaultPlan plan = left.poll(); plan != null && died.isEmpty(); plan = left.poll()) {
                            FaultRun run = FaultRun.of(plan, lane, blueprints.of(plan.scenario()));
                            done.add(run);
                            run.lines().forEach(System.out::println);
                            if (enough.test(run)) {
                                left.clear();
                            }
                        }
                    },
                    "fault plans " + i);
            thread.setUncaughtExceptionHandler((dead, failure) -> died.add(failure));
            threads.add(thread);
            thread.start();
        }
        join(threads);
        if (!died.isEmpty()) {
            throw new AssertionError("The suite itself failed.", died.peek());
        }
        if (!memory.differences().isEmpty()) {
            throw new AssertionError(
                    "Handlers are not deterministic, so they cannot be remembered: " + memory.differences());
        }
        return new Result(
                done.size(),
                (int) done.stream().filter(FaultRun::struck).count(),
                done.stream().mapToInt(FaultRun::largest).max().orElse(0),
                (System.nanoTime() - start) / 1e9,
                done.stream().flatMap(run -> run.lines().stream()).sorted().toList(),
                memory);
    }

    static void join(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
