package io.github.bedrockfinetuning.run;

import org.jspecify.annotations.Nullable;

/** A failure that occurs because of a lost connection or a service error. A few retries can help. */
public final class TransientFailure extends Failure {
    private static final long serialVersionUID = 1L;

    public TransientFailure(String message) {
        super(message);
    }

    public TransientFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean mayPass() {
        return true;
    }

    @Override
    Failure saying(String message) {
        return new TransientFailure(message, this);
    }

    @Override
    Failure alone() {
        return new TransientFailure(getMessage());
    }
}
