package io.github.bedrockfinetuning.local.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the clock before, outside and after a run. */
@Timeout(30)
class VirtualClockEdgesTest {
    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T00:00:00Z"));

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void sleepsToTheEndWhenNobodyWakesTheSleeper() {
        List<Boolean> slept = new ArrayList<>();
        assertThat(clock.sleep(Duration.ofSeconds(1))).isTrue();
        clock.spawn("a", () -> slept.add(clock.sleep(Duration.ofSeconds(1))));
        clock.run();
        assertThat(slept).containsExactly(true);
    }

    @Test
    void runsNoActorThatIsSpawnedAfterItWasClosed() {
        clock.close();
        Actor late = clock.spawn("late", () -> {
            throw new AssertionError("it ran");
        });
        assertThat(late.isOver()).isTrue();
        assertThat(clock.waiting()).isEmpty();
        assertThat(clock.isIdle()).isTrue();
    }

    @Test
    void keepsAnInterruptForWhoeverRunsIt() {
        List<String> log = new ArrayList<>();
        clock.spawn("a", () -> {
            clock.sleep(Duration.ofHours(1));
            log.add("ended");
        });
        Thread.currentThread().interrupt();
        clock.run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(log).containsExactly("ended");
    }

    @Test
    void countsAmongTheWaitingNeitherTheRunningActorNorSleepers() {
        List<List<Actor>> waiting = new ArrayList<>();
        Promise<String> parcel = clock.promise("the parcel");
        Actor waits = clock.spawn("waits", parcel::await);
        clock.spawn("sleeps", () -> clock.sleep(Duration.ofHours(1)));
        clock.spawn("looks", () -> {
            clock.sleep(Duration.ofSeconds(1));
            waiting.add(clock.waiting());
            parcel.complete("it");
        });
        clock.run();
        assertThat(waiting).containsExactly(List.of(waits));
    }
}
