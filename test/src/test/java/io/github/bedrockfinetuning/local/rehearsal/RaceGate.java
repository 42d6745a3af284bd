package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.functions.DeclaredFunction;
import io.github.bedrockfinetuning.local.functions.FunctionRunner;
import io.github.bedrockfinetuning.local.functions.Mishap;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Intercepts the requests of functions. Counts them, delays some of them, and starts the moves. No request is delayed
 * beyond the timeout of its function.
 */
final class RaceGate implements Consumer<String> {
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final List<RaceMove> moves;
    private final Consumer<RaceMove> play;
    private final Map<Thread, Instant> deadlines = new HashMap<>();
    private DeployedStack stack;
    private int requests;
    private int held;
    private boolean overtaken;

    /** @param play performs a move; it must not wait */
    RaceGate(List<RaceMove> moves, Consumer<RaceMove> play) {
        this.moves = moves;
        this.play = play;
    }

    void open(DeployedStack deployed) {
        stack = deployed;
    }

    int requests() {
        return requests;
    }

    /** Returns whether a move was made while a request was delayed. */
    boolean overtaken() {
        return overtaken;
    }

    @Override
    public void accept(String caller) {
        if (stack == null || stack.stepOf(caller).isEmpty()) {
            return;
        }
        int request = requests++;
        for (RaceMove move : moves) {
            if (move.request() == request) {
                stack.clock().after(move.after(), () -> {
                    overtaken |= held > 0;
                    play.accept(move);
                });
                hold(move.held());
            }
        }
    }

    private void hold(Duration wanted) {
        Instant deadline = deadlines.get(Thread.currentThread());
        Duration left = deadline == null
                ? wanted
                : Duration.between(stack.clock().now(), deadline).minus(MARGIN);
        Duration shorter = left.compareTo(wanted) < 0 ? left : wanted;
        if (!shorter.isNegative() && !shorter.isZero()) {
            held++;
            stack.clock().sleep(shorter);
            held--;
        }
    }

    /** Returns the same wiring and records the deadline of each function. */
    Wiring knowing(Wiring wiring) {
        return new Wiring(
                wiring.models(),
                (clock, aws, log) -> {
                    FunctionRunner runner = wiring.runners().of(clock, aws, log);
                    return new FunctionRunner() {
                        @Override
                        public JsonNode run(DeclaredFunction function, JsonNode payload, Mishap mishap)
                                throws TaskFailed {
                            Thread thread = Thread.currentThread();
                            deadlines.put(thread, clock.now().plus(function.timeout()));
                            try {
                                return runner.run(function, payload, mishap);
                            } finally {
                                deadlines.remove(thread);
                            }
                        }
                    };
                },
                wiring.policies());
    }
}
