package io.github.bedrockfinetuning.local.time;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A virtual clock's time for code that takes a java.time.Clock. */
final class JavaClock extends Clock {
    private final VirtualClock time;
    private final ZoneId zone;

    JavaClock(VirtualClock time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new JavaClock(time, other);
    }

    @Override
    public Instant instant() {
        return time.now();
    }
}
