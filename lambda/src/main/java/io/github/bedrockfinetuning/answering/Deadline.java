package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.SdkClients;
import java.time.Duration;
import java.util.function.IntSupplier;

/** The time a function has left, of which a part is kept for handing back what is not done. */
public final class Deadline {
    private static final Duration MARGIN = SdkClients.LONGEST_ANSWER.plusSeconds(30);

    private final Platform platform;
    private final IntSupplier remainingMillis;
    private final long marginMillis;

    /**
     * @param remainingMillis milliseconds until the function is stopped
     */
    public Deadline(Platform platform, IntSupplier remainingMillis) {
        this.platform = platform;
        this.remainingMillis = remainingMillis;
        this.marginMillis = Math.min(MARGIN.toMillis(), remainingMillis.getAsInt() / 3);
    }

    /** Whether one more request can be made. */
    public boolean near() {
        return remainingMillis.getAsInt() < marginMillis;
    }

    /** Waits if there is time for that. */
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
