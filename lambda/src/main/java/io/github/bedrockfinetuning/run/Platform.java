package io.github.bedrockfinetuning.run;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * All that a step sees of the world around it: its environment variables, AWS, the time. Nothing in the steps reads a
 * clock, sleeps or looks at the environment by any other way, so that a rehearsal can stand in for all of it.
 *
 * @param environment the function's environment variables
 * @param requests how many requests one step may have under way at a time
 */
public record Platform(Map<String, String> environment, Aws aws, Clock clock, Sleep sleep, int requests) {
    /** More brings little: S3 answers each in some 20 ms. */
    private static final int REQUESTS_AT_A_TIME = 24;

    /** Waits. In a rehearsal the virtual clock moves instead. */
    @FunctionalInterface
    public interface Sleep {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** One request at a time, so that the order of events is the same in every rehearsal. */
    public Platform(Map<String, String> environment, Aws aws, Clock clock, Sleep sleep) {
        this(environment, aws, clock, sleep, 1);
    }

    /** The platform of a deployed function. */
    public static Platform ofLambda() {
        return new Platform(
                System.getenv(),
                new SdkClients(),
                Clock.systemUTC(),
                duration -> Thread.sleep(duration.toMillis()),
                REQUESTS_AT_A_TIME);
    }

    /**
     * @throws IllegalStateException if the variable is not set: the function was deployed wrongly
     */
    public String require(String variable) {
        return variable(variable)
                .orElseThrow(() -> new IllegalStateException("Environment variable " + variable + " is not set."));
    }

    public Optional<String> variable(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
    }
}
