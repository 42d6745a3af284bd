package io.github.bedrockfinetuning.local.time;

/** Something scheduled on a {@link VirtualClock} that can still be called off. */
@FunctionalInterface
public interface Cancellable {
    /** Calls it off; does nothing if it has already happened. A cancelled event does not move the time. */
    void cancel();
}
