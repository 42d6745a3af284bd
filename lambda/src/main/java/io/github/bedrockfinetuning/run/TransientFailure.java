package io.github.bedrockfinetuning.run;

/** A lost connection or a fault inside a service: worth a few more attempts. */
public final class TransientFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransientFailure(String message) {
        super(message);
    }

    public TransientFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
