package io.github.bedrockfinetuning.local.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Runs orders of events with fixed seeds and one thread per processor. */
final class RaceSuite {
    private static final int TOLD_IN_FULL = 3;

    private final Supplier<FaultLane> lanes;
    private final FaultSuite.Blueprints blueprints;
    private final Map<FaultScenario, Integer> requests = new LinkedHashMap<>();

    RaceSuite() {
        this(FaultLane::new, scenario -> Stacks.blueprint(scenario.region()));
    }

    /** @param blueprints returns the blueprint from which the stack of a scenario is deployed */
    RaceSuite(Supplier<FaultLane> lanes, FaultSuite.Blueprints blueprints) {
        this.lanes = lanes;
        this.blueprints = blueprints;
        // The orders are generated from the unchanged workflow, so a seed always has the same meaning.
        FaultLane lane = new FaultLane();
        for (FaultScenario scenario : RacePlan.scenarios()) {
            RaceRun undisturbed = RaceRun.of(new RacePlan(0, scenario, List.of()), lane);
            if (!undisturbed.violations().isEmpty()) {
                throw new AssertionError("Undisturbed: " + undisturbed.told());
            }
            requests.put(scenario, undisturbed.requests());
        }
    }

    RaceRun alone(long seed) {
        RacePlan plan = RacePlan.of(seed, requests);
        return RaceRun.of(plan, lanes.get(), blueprints.of(plan.scenario()));
    }

    /**
     * The result of several orders.
     *
     * @param overtaken the number of orders with a move between two requests of a function
     * @param ends the number of executions by final status
     * @param violated one line for each order with a violation
     */
    record Result(long orders, long overtaken, Map<String, Long> ends, double seconds, List<String> violated) {
        void print() {
            System.out.printf(
                    Locale.ROOT,
                    "Races: %d orders, in %d something came between two requests of a function; %s; %.0f s, %d violated%n",
                    orders,
                    overtaken,
                    ends,
                    seconds,
                    violated.size());
        }
    }

    /** @param enough the number of orders with violations after which to stop */
    Result run(long first, long orders, int enough) {
        long start = System.nanoTime();
        AtomicLong next = new AtomicLong(first);
        AtomicLong overtaken = new AtomicLong();
        Map<String, Long> ends = new ConcurrentSkipListMap<>();
        AtomicInteger done = new AtomicInteger();
        ConcurrentLinkedQueue<RaceRun> violated = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Throwable> died = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(Runtime.getRuntime().availableProcessors(), 4); i++) {
            Thread thread = new Thread(
                    () -> {
                        FaultLane lane = lanes.get();
                        for (long seed = next.getAndIncrement();
                                seed < first + orders && died.isEmpty() && violated.size() < enough;
                                seed = next.getAndIncrement()) {
                            RacePlan plan = RacePlan.of(seed, requests);
                            RaceRun run = RaceRun.of(plan, lane, blueprints.of(plan.scenario()));
                            done.incrementAndGet();
                            overtaken.addAndGet(run.overtaken() ? 1 : 0);
                            run.ends().forEach(end -> ends.merge(end, 1L, Long::sum));
                            if (!run.violations().isEmpty()) {
                                violated.add(run);
                            }
                        }
                    },
                    "races " + i);
            thread.setUncaughtExceptionHandler((dead, failure) -> died.add(failure));
            threads.add(thread);
            thread.start();
        }
        FaultSuite.join(threads);
        if (!died.isEmpty()) {
            throw new AssertionError("The suite itself failed.", died.peek());
        }
        violated.stream().limit(TOLD_IN_FULL).map(RaceRun::told).forEach(System.out::println);
        return new Result(
                done.get(),
                overtaken.get(),
                ends,
                (System.nanoTime() - start) / 1e9,
                violated.stream()
                        .map(run -> run.plan() + " -> " + run.violations())
                        .sorted()
                        .toList());
    }
}
