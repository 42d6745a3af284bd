package io.github.bedrockfinetuning.constructs.internal;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.JitterType;
import software.amazon.awscdk.services.stepfunctions.RetryProps;

/** What is tried again, and how patiently. A step says which by the exception it throws. */
final class Retries {
    private static final String RUN = "io.github.bedrockfinetuning.run.";

    /** Listed first, so that nothing further down can ever match it. */
    static final RetryProps PERMANENT = RetryProps.builder()
            .errors(List.of(RUN + "PermanentFailure"))
            .maxAttempts(0)
            .build();

    /** Somebody else is using the quota: that can last for hours, and waiting costs next to nothing. */
    static final RetryProps THROTTLED = RetryProps.builder()
            .errors(List.of(RUN + "Throttled", "Lambda.TooManyRequestsException"))
            .interval(Duration.seconds(5))
            .backoffRate(2)
            .maxDelay(Duration.minutes(5))
            .maxAttempts(60)
            .jitterStrategy(JitterType.FULL)
            .build();

    /** Something broke that usually does not; if it is still broken after a few minutes, it will stay so. */
    static final RetryProps TRANSIENT = few(
            6,
            RUN + "TransientFailure",
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.Unknown");

    /** The step's process was killed or ran into its time limit. What does so time and again will not end otherwise. */
    static final RetryProps DIED = few(3, "Runtime.ExitError", "Sandbox.Timedout", "States.Timeout");

    /** The same for a task that waits for a person, whose time-out is an answer. */
    static final RetryProps DIED_BUT_NO_TIME_OUT = few(3, "Runtime.ExitError", "Sandbox.Timedout");

    private Retries() {}

    private static RetryProps few(int attempts, String... errors) {
        return RetryProps.builder()
                .errors(List.of(errors))
                .interval(Duration.seconds(2))
                .backoffRate(2)
                .maxDelay(Duration.minutes(1))
                .maxAttempts(attempts)
                .jitterStrategy(JitterType.FULL)
                .build();
    }
}
