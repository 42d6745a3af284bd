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
 * The rehearsal's time in a handler's process. Its static methods have the names and types of the JDK's that
 * {@link TimeAgent} puts them in place of; they ask the rehearsal beside Lambda's Runtime API.
 */
public final class HandlerClock extends Clock {
    private static final String REHEARSAL = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/clock/";

    private final ZoneId zone;

    private HandlerClock(ZoneId zone) {
        this.zone = zone;
    }

    /** In place of {@link Clock#systemUTC}. */
    public static Clock systemUTC() {
        return new HandlerClock(ZoneOffset.UTC);
    }

    /** In place of {@link System#currentTimeMillis}. */
    public static long currentTimeMillis() {
        return Instant.parse(ask("now")).toEpochMilli();
    }

    /** In place of {@link Thread#sleep}: virtual time passes, and none of this process if its deadline comes first. */
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
            throw new UncheckedIOException("The rehearsal no longer tells the time.", e);
        }
    }
}
