package io.github.bedrockfinetuning.local.time;

/** A scheduled action of a {@link VirtualClock} that can be canceled. */
@FunctionalInterface
public interface Cancellable {
    /**
     * Cancels the action. Has no effect if the action has already run. Time does not advance for a cancelled action.
     */
    void cancel();
}
