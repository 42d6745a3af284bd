package io.github.bedrockfinetuning.local.functions.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The virtual time of the rehearsal in a handler process. {@link TimeAgent} redirects calls of JDK methods to the
 * static methods with the same names and types in this class. They request the time from the simulated Runtime API.
 */
public final class HandlerClock extends Clock {
    private static final String REHEARSAL = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/clock/";

    private final ZoneId zone;

    private HandlerClock(ZoneId zone) {
        this.zone = zone;
    }

    /** Replaces {@link Clock#systemUTC}. */
    public static Clock systemUTC() {
        return new HandlerClock(ZoneOffset.UTC);
    }

    /** Replaces {@link System#currentTimeMillis}. */
    public static long currentTimeMillis() {
        return Instant.parse(ask("now")).toEpochMilli();
    }

    /**
     * Replaces {@link Thread#sleep} with a sleep in virtual time. If the deadline is earlier, the process is killed.
     */
    public static void sleep(long millis) {
        ask("sleep/" + millis);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new HandlerClock(other);
    }

    @Override
    public Instant instant() {
        return Instant.parse(ask("now"));
    }

    private static String ask(String what) {
        try {
            HttpURLConnection call = (HttpURLConnection) new URL(REHEARSAL + what).openConnection(Proxy.NO_PROXY);
            try (InputStream answer = call.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not get the virtual time from the rehearsal.", e);
        }
    }
}
