package io.github.bedrockfinetuning.local.time;

/**
 * Ends an actor that was stopped. This is an Error because code such as a Lambda handler might catch every Exception.
 */
public final class ActorStopped extends Error {
    private static final long serialVersionUID = 1L;

    ActorStopped(String actor) {
        super("The actor " + actor + " was stopped.", null, false, false);
    }
}
