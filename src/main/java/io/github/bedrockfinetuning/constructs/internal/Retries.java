package io.github.bedrockfinetuning.constructs.internal;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.JitterType;
import software.amazon.awscdk.services.stepfunctions.RetryProps;

/** The retry policies. The exception that a step throws determines the policy. */
final class Retries {
    private static final String RUN = "io.github.bedrockfinetuning.run.";

    /** No retry. Listed first, so that no later entry matches this error. */
    static final RetryProps PERMANENT = RetryProps.builder()
            .errors(List.of(RUN + "PermanentFailure"))
            .maxAttempts(0)
            .build();

    /**
     * A large number of retries for periods when other requests exhaust a quota. This can last for hours, and waiting
     * costs almost nothing.
     */
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
     * A few retries for steps that run before any costs are incurred. After about a minute, the run ends and the user
     * can upload the dataset again.
     */
    static final RetryProps TRANSIENT_BEFORE_PAYMENT = few(6, BROKEN);

    /**
     * Retries for steps that run when training costs might already have been incurred. The run must survive an outage
     * of 15 minutes. With full jitter, a wait lasts half its maximum on average, so the waits total about 20 minutes.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Handling errors
     *     in Step Functions workflows</a>
     */
    static final RetryProps TRANSIENT = few(44, BROKEN);

    /**
     * A few retries for a step whose process was stopped or timed out, because further attempts are likely to end in
     * the same way.
     */
    static final RetryProps DIED = few(3, "Runtime.ExitError", "Sandbox.Timedout", "States.Timeout");

    /** The same policy as {@link #DIED} for a task that waits for a person, for which a timeout is a valid result. */
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
