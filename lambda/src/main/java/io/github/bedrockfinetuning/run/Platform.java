package io.github.bedrockfinetuning.run;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of a step: its environment variables, AWS services, and clock. Steps do not read a clock, sleep, or
 * read environment variables in any other way, so a rehearsal can simulate all of them.
 *
 * @param environment the function's environment variables
 * @param requests the maximum number of concurrent requests of one step
 */
public record Platform(Map<String, String> environment, Aws aws, Clock clock, Sleep sleep, int requests) {
    /**
     * The maximum number of concurrent requests. More would save little time, because S3 responds to each request in
     * about 20 ms.
     */
    private static final int REQUESTS_AT_A_TIME = 24;

    /** Waits. In a rehearsal, the virtual clock advances instead. */
    @FunctionalInterface
    public interface Sleep {
        void sleep(Duration duration) throws InterruptedException;
    }

    /**
     * Creates a platform that sends one request at a time, so that the order of events is the same in every
     * rehearsal.
     */
    public Platform(Map<String, String> environment, Aws aws, Clock clock, Sleep sleep) {
        this(environment, aws, clock, sleep, 1);
    }

    /** Returns the platform of a deployed function. */
    public static Platform ofLambda() {
        return new Platform(
                System.getenv(),
                new SdkClients(),
                Clock.systemUTC(),
                duration -> Thread.sleep(duration.toMillis()),
                REQUESTS_AT_A_TIME);
    }

    /**
     * Returns the value of an environment variable.
     *
     * @throws IllegalStateException if the variable is not set because the function was not deployed correctly
     */
    public String require(String variable) {
        return variable(variable)
                .orElseThrow(() -> new IllegalStateException("The environment variable " + variable + " is not set."));
    }

    public Optional<String> variable(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
    }
}
