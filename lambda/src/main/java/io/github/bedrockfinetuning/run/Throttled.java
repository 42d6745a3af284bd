package io.github.bedrockfinetuning.run;

/** A failure that occurs because a service throttles requests. Many retries with long waits can help. */
public final class Throttled extends Failure {
    private static final long serialVersionUID = 1L;

    public Throttled(String message) {
        super(message);
    }

    public Throttled(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean mayPass() {
        return true;
    }

    @Override
    Failure saying(String message) {
        return new Throttled(message, this);
    }

    @Override
    Failure alone() {
        return new Throttled(getMessage());
    }
}
