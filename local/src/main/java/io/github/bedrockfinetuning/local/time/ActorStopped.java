package io.github.bedrockfinetuning.local.time;

/**
 * Ends an actor that was stopped. It is an Error so that code that catches every Exception, such as a Lambda handler,
 * does not catch it.
 */
public final class ActorStopped extends Error {
    private static final long serialVersionUID = 1L;

    ActorStopped(String actor) {
        super("The actor " + actor + " was stopped.", null, false, false);
    }
}
