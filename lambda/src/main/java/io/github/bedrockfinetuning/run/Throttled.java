package io.github.bedrockfinetuning.run;

/** A service asks to be called less often: worth many attempts, slowly. */
public final class Throttled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Throttled(String message) {
        super(message);
    }

    public Throttled(String message, Throwable cause) {
        super(message, cause);
    }
}
