package io.github.bedrockfinetuning.local.states;

import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.time.Promise;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Runs the parts of a state side by side, at most so many at once, until all are over or the group is given up. */
final class Group {
    private final int count;
    private final int atOnce;
    private final IntFunction<Abortable> starter;
    private final Promise<Optional<StateFailure>> end;
    private final List<Abortable> running = new ArrayList<>();
    private int next;
    private int over;
    private boolean closed;

    /** @param starter starts the part of that index, which tells {@link #ended} or {@link #failed} later, not at once */
    Group(VirtualClock clock, String what, int count, int atOnce, IntFunction<Abortable> starter) {
        this.count = count;
        this.atOnce = atOnce;
        this.starter = starter;
        end = clock.promise(what);
    }

    /** Starts the first parts and waits for the end. */
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

    /** Gives the group up: what still runs is aborted. */
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
