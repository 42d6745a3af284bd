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

    private static final String[] BROKEN = {
        RUN + "TransientFailure",
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.Unknown"
    };

    /**
     * Something broke that usually does not. Nothing is paid yet, so after about a minute the user is told and can upload
     * again.
     */
    static final RetryProps TRANSIENT_BEFORE_PAYMENT = few(6, BROKEN);

    /**
     * The same once training may be paid: an outage of a quarter of an hour must not cost it. With full jitter a wait lasts
     * half its maximum on average, so that the waits come to about 20 minutes.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Handling errors in
     *     Step Functions workflows</a>
     */
    static final RetryProps TRANSIENT = few(44, BROKEN);

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
