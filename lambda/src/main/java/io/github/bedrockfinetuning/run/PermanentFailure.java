package io.github.bedrockfinetuning.run;

/** A failure that a retry cannot fix. Its message specifies what was found, where, and what to do. */
public final class PermanentFailure extends Failure {
    private static final long serialVersionUID = 1L;

    public PermanentFailure(String message) {
        super(message);
    }

    public PermanentFailure(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean mayPass() {
        return false;
    }

    @Override
    Failure saying(String message) {
        return new PermanentFailure(message, this);
    }

    @Override
    Failure alone() {
        return new PermanentFailure(getMessage());
    }
}
