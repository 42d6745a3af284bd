package io.github.bedrockfinetuning.local.states;

import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.time.Promise;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Runs the parts of a state concurrently, up to a limit. Ends when all parts have ended or one part has failed. */
final class Group {
    private final int count;
    private final int atOnce;
    private final IntFunction<Abortable> starter;
    private final Promise<Optional<StateFailure>> end;
    private final List<Abortable> running = new ArrayList<>();
    private int next;
    private int over;
    private boolean closed;

    /**
     * Creates a group.
     *
     * @param atOnce the maximum number of parts that run at the same time
     * @param starter starts the part with the specified index; the part MUST NOT call {@link #ended} or {@link #failed}
     *     before the starter returns
     */
    Group(VirtualClock clock, String what, int count, int atOnce, IntFunction<Abortable> starter) {
        this.count = count;
        this.atOnce = atOnce;
        this.starter = starter;
        end = clock.promise(what);
    }

    /** Runs all parts, and returns the failure if a part failed. */
    Optional<StateFailure> run() {
        if (count == 0) {
            return Optional.empty();
        }
        startMore();
        return end.await();
    }

    void ended(Abortable part) {
        running.remove(part);
        over++;
        if (closed) {
            return;
        }
        startMore();
        if (over == count) {
            closed = true;
            end.complete(Optional.empty());
        }
    }

    /** Aborts the parts that are still running. */
    void failed(Abortable part, StateFailure failure) {
        running.remove(part);
        if (!closed) {
            abort();
            end.complete(Optional.of(failure));
        }
    }

    void abort() {
        closed = true;
        List.copyOf(running).forEach(Abortable::abort);
        running.clear();
    }

    private void startMore() {
        while (!closed && next < count && running.size() < atOnce) {
            running.add(starter.apply(next++));
        }
    }
}
