package io.github.bedrockfinetuning.local.functions;

import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the handlers that run in this process. They read time and sleep only through this clock. */
public abstract class FunctionClock extends Clock {
    /** Returns a clock in virtual time. */
    static FunctionClock of(VirtualClock clock) {
        return new FunctionClock() {
            @Override
            public Instant instant() {
                return clock.now();
            }

            @Override
            public void sleep(Duration duration) {
                clock.sleep(duration);
            }
        };
    }

    /** Sleeps in the time of this clock. */
    public abstract void sleep(Duration duration);

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The clock of the handlers is in UTC.");
    }
}
