package io.github.bedrockfinetuning.local.time;

/**
 * Unwinds the stack of an actor that was stopped. An Error, so that code which catches every Exception (a Lambda handler,
 * say) does not swallow it.
 */
public final class ActorStopped extends Error {
    private static final long serialVersionUID = 1L;

    ActorStopped(String actor) {
        super("The actor " + actor + " was stopped.", null, false, false);
    }
}
