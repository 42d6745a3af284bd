package io.github.bedrockfinetuning.local.time;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Adapts a virtual clock to java.time.Clock. */
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
