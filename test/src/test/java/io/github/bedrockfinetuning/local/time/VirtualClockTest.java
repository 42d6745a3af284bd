package io.github.bedrockfinetuning.local.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VirtualClockTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private final VirtualClock clock = new VirtualClock(START);
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void movesOnlyWhenEveryActorSleeps() {
        clock.spawn("a", () -> {
            say("a begins");
            clock.sleep(Duration.ofDays(2));
            say("a ends");
        });
        clock.spawn("b", () -> {
            say("b begins");
            clock.sleep(Duration.ofSeconds(5));
            say("b ends");
        });

        clock.run();

        assertThat(log).containsExactly("0 a begins", "0 b begins", "5 b ends", "172800 a ends");
    }

    @Test
    void givesTurnsOfTheSameInstantInTheOrderTheyWereScheduled() {
        for (String name : List.of("a", "b", "c")) {
            clock.spawn(name, () -> {
                clock.sleep(Duration.ofSeconds(1));
                say(name);
                clock.sleep(Duration.ZERO);
                say(name);
            });
        }

        clock.run();

        assertThat(log).containsExactly("1 a", "1 b", "1 c", "1 a", "1 b", "1 c");
    }

    @Test
    void runsActionsLaterUnlessCancelled() {
        Cancellable never = clock.after(Duration.ofSeconds(3), () -> say("never"));
        clock.after(Duration.ofSeconds(2), () -> say("two"));
        clock.after(Duration.ofSeconds(1), never::cancel);

        clock.run();

        assertThat(log).containsExactly("2 two");
        assertThat(clock.now()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void letsAnActorWaitForWhatAnotherBrings() {
        Promise<String> promise = clock.promise("the parcel");
        clock.spawn("waits", () -> say("got " + promise.await()));
        clock.spawn("brings", () -> {
            clock.sleep(Duration.ofSeconds(7));
            assertThat(promise.complete("it")).isTrue();
            assertThat(promise.complete("another")).isFalse();
        });

        clock.run();

        assertThat(log).containsExactly("7 got it");
    }

    @Test
    void endsAWaitAtItsDeadline() {
        Promise<String> promise = clock.promise("nothing");
        clock.spawn("waits", () -> say("got " + promise.await(Duration.ofSeconds(4))));
        clock.spawn("too late", () -> {
            clock.sleep(Duration.ofSeconds(5));
            promise.complete("it");
        });

        clock.run();

        assertThat(log).containsExactly("4 got " + Optional.empty());
    }

    @Test
    void wakesASleeper() {
        Actor sleeper = clock.spawn("sleeper", () -> say("slept it out: " + clock.sleep(Duration.ofDays(1))));
        clock.after(Duration.ofSeconds(3), sleeper::wake);

        clock.run();

        assertThat(log).containsExactly("3 slept it out: false");
        assertThat(clock.now()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void doesNotWakeAnActorThatWaits() {
        Promise<String> promise = clock.promise("it");
        Actor waits = clock.spawn("waits", () -> say(promise.await()));
        clock.after(Duration.ofSeconds(1), waits::wake);
        clock.after(Duration.ofSeconds(2), () -> promise.complete("brought"));

        clock.run();

        assertThat(log).containsExactly("2 brought");
    }

    @Test
    void unwindsAStoppedActorEvenThroughACatchOfEveryException() {
        Actor stopped = clock.spawn("stopped", () -> {
            try {
                clock.sleep(Duration.ofDays(1));
            } catch (RuntimeException swallowed) {
                say("swallowed");
            } finally {
                say("unwound");
            }
            say("went on");
        });
        Actor neverBegins = clock.spawn("never begins", () -> say("began"));
        neverBegins.stop();
        clock.after(Duration.ofSeconds(1), stopped::stop);

        clock.run();

        assertThat(log).containsExactly("1 unwound");
        assertThat(stopped.isOver()).isTrue();
        assertThat(clock.now()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void stopsTheRunningActorAtItsNextSleep() {
        List<Actor> self = new ArrayList<>();
        self.add(clock.spawn("self", () -> {
            self.get(0).stop();
            say("still here");
            clock.sleep(Duration.ofSeconds(1));
            say("went on");
        }));

        clock.run();

        assertThat(log).containsExactly("0 still here");
    }

    @Test
    void endsTheRunWithWhatAnActorDiedOf() {
        clock.spawn("unlucky", () -> {
            clock.sleep(Duration.ofSeconds(1));
            throw new IllegalArgumentException("bad luck");
        });
        clock.spawn("bystander", () -> clock.sleep(Duration.ofDays(1)));

        assertThatThrownBy(clock::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unlucky")
                .hasMessageContaining("bad luck")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(clock::run).hasMessageContaining("unlucky");
    }

    @Test
    void endsTheRunWithWhatAnActionDiedOf() {
        clock.after(Duration.ofSeconds(1), () -> {
            throw new AssertionError("wrong");
        });

        assertThatThrownBy(clock::run).hasCauseInstanceOf(AssertionError.class);
    }

    @Test
    void tellsADeadlockAndWhoIsInIt() {
        clock.spawn("philosopher", () -> clock.promise("a fork").await());

        assertThatThrownBy(clock::run)
                .hasMessageContaining("Deadlock")
                .hasMessageContaining("philosopher (waits for a fork)");
        assertThat(clock.waiting()).hasSize(1);
        assertThat(clock.isIdle()).isTrue();
    }

    @Test
    void runsUntilAnInstantAndGoesOnFromThere() {
        clock.spawn("a", () -> {
            clock.sleep(Duration.ofSeconds(10));
            say("ten");
            clock.sleep(Duration.ofSeconds(10));
            say("twenty");
        });

        assertThat(clock.runUntil(START.plusSeconds(10))).isFalse();
        assertThat(log).containsExactly("10 ten");
        assertThat(clock.runUntil(START.plusSeconds(15))).isFalse();
        assertThat(clock.now()).isEqualTo(START.plusSeconds(15));
        assertThat(clock.runUntil(START.plusSeconds(30))).isTrue();
        assertThat(log).containsExactly("10 ten", "20 twenty");
        assertThat(clock.now()).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void runsUntilAConditionHolds() {
        clock.spawn("ticks", () -> {
            for (int i = 0; i < 100; i++) {
                clock.sleep(Duration.ofSeconds(1));
                say("tick");
            }
        });

        assertThat(clock.runUntil(() -> log.size() == 3)).isTrue();
        assertThat(clock.now()).isEqualTo(START.plusSeconds(3));
        assertThat(clock.runUntil(() -> log.size() == 1000)).isFalse();
        assertThat(log).hasSize(100);
    }

    @Test
    void sleepsOnAnotherThreadOnBehalfOfTheRunningActor() {
        ExecutorService server = Executors.newSingleThreadExecutor();
        try {
            clock.spawn("client", () -> {
                say("asks");
                get(server.submit(() -> {
                    clock.sleep(Duration.ofSeconds(9));
                    say("answers");
                }));
                say("has the answer");
                clock.sleep(Duration.ofSeconds(1));
                say("ends");
            });
            clock.spawn("other", () -> {
                clock.sleep(Duration.ofSeconds(3));
                say("other");
            });

            clock.run();
        } finally {
            server.shutdown();
        }

        assertThat(log).containsExactly("0 asks", "3 other", "9 answers", "9 has the answer", "10 ends");
    }

    @Test
    void runsOnWhenSomeoneSleepsOutsideARun() {
        clock.after(Duration.ofSeconds(2), () -> say("two"));

        clock.sleep(Duration.ofSeconds(5));

        assertThat(log).containsExactly("2 two");
        assertThat(clock.now()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void refusesToSleepInAnActionOrToRunInARun() {
        clock.after(Duration.ofSeconds(1), () -> clock.sleep(Duration.ofSeconds(1)));
        assertThatThrownBy(clock::run).hasMessageContaining("Only an actor can sleep");

        try (VirtualClock other = new VirtualClock(START)) {
            other.spawn("runs", other::run);
            assertThatThrownBy(other::run).hasMessageContaining("already running");
        }
    }

    @Test
    void showsItsTimeAsAJavaClock() {
        clock.after(Duration.ofHours(1), () -> {});
        clock.run();

        assertThat(clock.clock().instant()).isEqualTo(START.plusSeconds(3600));
    }

    @Test
    void unwindsWhatIsLeftWhenClosed() {
        clock.spawn("sleeper", () -> {
            try {
                clock.sleep(Duration.ofDays(1));
            } finally {
                log.add("sleeper unwound");
            }
        });
        clock.spawn("waiter", () -> {
            try {
                clock.promise("nothing").await();
            } finally {
                log.add("waiter unwound");
            }
        });
        clock.runUntil(START.plusSeconds(1));

        clock.close();

        assertThat(log).containsExactly("sleeper unwound", "waiter unwound");
    }

    @Test
    void keepsAnInterruptForItsActor() {
        clock.spawn("interrupted", () -> {
            Thread.currentThread().interrupt();
            clock.sleep(Duration.ofSeconds(1));
            say("interrupted: " + Thread.interrupted());
        });
        clock.spawn("other", () -> clock.sleep(Duration.ofMillis(500)));

        clock.run();

        assertThat(log).containsExactly("1 interrupted: true");
    }

    @Test
    void isTheSameInEveryRun() {
        List<String> first = manyActors();
        for (int i = 0; i < 5; i++) {
            assertThat(manyActors()).isEqualTo(first);
        }
    }

    private static List<String> manyActors() {
        List<String> order = new ArrayList<>();
        try (VirtualClock many = new VirtualClock(START)) {
            for (int i = 0; i < 50; i++) {
                int number = i;
                many.spawn("actor " + i, () -> {
                    for (int round = 0; round < 10; round++) {
                        many.sleep(Duration.ofMillis(number * 7 % 13));
                        order.add(number + ":" + round);
                    }
                });
            }
            many.run();
        }
        return order;
    }

    private void say(String what) {
        log.add(Duration.between(START, clock.now()).toSeconds() + " " + what);
    }

    private static void get(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException | ExecutionException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
