package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.SdkClients;
import java.time.Duration;
import java.util.function.IntSupplier;

/** The time that remains before a function is stopped. A part of it is reserved for returning the unfinished work. */
public final class Deadline {
    private static final Duration MARGIN = SdkClients.LONGEST_ANSWER.plusSeconds(30);

    private final Platform platform;
    private final IntSupplier remainingMillis;
    private final long marginMillis;

    /**
     * Creates a deadline.
     *
     * @param remainingMillis the number of milliseconds until the function is stopped
     */
    public Deadline(Platform platform, IntSupplier remainingMillis) {
        this.platform = platform;
        this.remainingMillis = remainingMillis;
        this.marginMillis = Math.min(MARGIN.toMillis(), remainingMillis.getAsInt() / 3);
    }

    /** Checks whether too little time remains for another request. */
    public boolean near() {
        return remainingMillis.getAsInt() < marginMillis;
    }

    /** Waits if enough time remains, and returns whether it waited. */
    public boolean waits(Duration duration) {
        if (remainingMillis.getAsInt() - duration.toMillis() < marginMillis) {
            return false;
        }
        try {
            if (!duration.isZero() && !duration.isNegative()) {
                platform.sleep().sleep(duration);
            }
            return true;
        } catch (InterruptedException e) {
            throw Failures.of(e);
        }
    }
}
