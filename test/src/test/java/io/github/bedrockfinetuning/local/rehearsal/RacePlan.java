package io.github.bedrockfinetuning.local.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** An order of events that is derived from a seed: a scenario and the moves between its requests. */
record RacePlan(long seed, FaultScenario scenario, List<RaceMove> moves) {
    private static final List<FaultScenario> SCENARIOS = List.of(
            FaultScenario.PLAIN,
            FaultScenario.PLAIN,
            FaultScenario.PROMOTED,
            FaultScenario.PROMOTED,
            FaultScenario.PROVISIONED,
            FaultScenario.PROVISIONED,
            FaultScenario.KEPT,
            FaultScenario.TRAINING_FAILS,
            FaultScenario.SERVING_FAILS,
            FaultScenario.REPORTING_FAILS,
            FaultScenario.PROMOTION_FAILS);
    private static final List<RaceMove.Kind> KINDS = List.of(
            RaceMove.Kind.ABORT,
            RaceMove.Kind.ABORT,
            RaceMove.Kind.ABORT,
            RaceMove.Kind.SWEEP,
            RaceMove.Kind.SWEEP,
            RaceMove.Kind.SWEEP,
            RaceMove.Kind.START_AGAIN,
            RaceMove.Kind.START_AGAIN,
            RaceMove.Kind.END_AGAIN,
            RaceMove.Kind.END_AGAIN,
            RaceMove.Kind.APPROVE,
            RaceMove.Kind.DECLINE,
            RaceMove.Kind.UPLOAD,
            RaceMove.Kind.CLEAN,
            RaceMove.Kind.PROMOTE);
    private static final int MOST_MOVES = 5;
    /** The maximum delay in seconds, which is close to the two-minute timeout of most functions. */
    private static final int LONGEST_HOLD = 115;

    private static final int LAST_REQUESTS = 10;

    /** Returns every scenario once. */
    static List<FaultScenario> scenarios() {
        return SCENARIOS.stream().distinct().toList();
    }

    /**
     * Returns the order for a seed.
     *
     * @param requests the number of requests of each scenario without moves
     */
    static RacePlan of(long seed, Map<FaultScenario, Integer> requests) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        FaultScenario scenario = SCENARIOS.get(random.nextInt(SCENARIOS.size()));
        List<RaceMove> moves = new ArrayList<>();
        for (int left = 1 + random.nextInt(MOST_MOVES); left > 0; left--) {
            moves.add(move(random, requests.get(scenario)));
        }
        return new RacePlan(seed, scenario, List.copyOf(moves));
    }

    private static RaceMove move(Random random, int requests) {
        RaceMove.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        int held = random.nextInt(4) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 6 : LONGEST_HOLD);
        // Most moves overtake the delayed request. Some are made later.
        int after = random.nextInt(4) == 0 ? held + random.nextInt(600) : random.nextInt(held + 1);
        boolean late = kind == RaceMove.Kind.PROMOTE || random.nextInt(5) == 0;
        int request = late ? Math.max(0, requests - random.nextInt(LAST_REQUESTS)) : random.nextInt(requests);
        return new RaceMove(
                kind, request, Duration.ofSeconds(held), Duration.ofSeconds(after), random.nextInt(Short.MAX_VALUE));
    }

    @Override
    public String toString() {
        return "order " + seed + " (" + scenario + ": "
                + moves.stream().map(RaceMove::toString).collect(Collectors.joining("; ")) + ")";
    }
}
