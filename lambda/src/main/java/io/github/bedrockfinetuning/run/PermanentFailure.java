package io.github.bedrockfinetuning.run;

/** What asking again cannot mend. Its message is for the user: what was found, where, and what to do. */
public final class PermanentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PermanentFailure(String message) {
        super(message);
    }

    public PermanentFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
