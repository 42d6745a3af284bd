package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.run.Failure;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends questions to a model. Each question is retried until it is answered, proves to be unanswerable, or time is up.
 * A model that does not answer any question is abandoned only after {@link #LONGEST_FAILURE}, because a deployment that
 * has just become Active might not be available or permitted everywhere yet.
 */
final class Interview {
    /**
     * The maximum time to keep retrying a model that fails every request. For Amazon Bedrock, the propagation time of
     * a new deployment or permission is not documented. For an AWS Marketplace model, AWS recommends a retry after 15
     * minutes.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html">Amazon
     *     Bedrock API error codes</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency">
     *     Changes that I make are not always immediately visible</a>
     */
    static final Duration LONGEST_FAILURE = Duration.ofMinutes(20);

    /**
     * The number of failures after which a simple question is sent, to determine whether the question or the model
     * causes the failure.
     */
    private static final int TRIES = 3;

    private static final Turn ANY_QUESTION = Turn.user("Reply with the word yes.");
    private static final int SHORT = 16;
    /** The number of doublings, starting from one second, that determines the first wait time after a failure. */
    private static final int SLOWER = 3;

    private final Run run;
    private final Converse converse;
    private final String modelId;
    private final Deadline deadline;
    private final Duration interval;
    private final Supplier<Optional<Instant>> newest;
    private final Throttle throttle;
    private @Nullable Instant failingSince;
    private Instant allowed;

    /**
     * Creates an instance that sends questions to a model.
     *
     * @param interval the time between two requests
     * @param newest the time at which the model last answered any batch; requested only if this batch has waited too
     *     long
     * @param since the state of the previous invocation
     */
    Interview(
            Run run,
            Model model,
            String modelId,
            Duration interval,
            Deadline deadline,
            Unanswered since,
            Supplier<Optional<Instant>> newest) {
        this.run = run;
        this.converse = new Converse(run.platform());
        this.modelId = modelId;
        this.deadline = deadline;
        this.interval = interval;
        this.newest = newest;
        this.throttle = new Throttle(run.platform(), model, since.throttled());
        this.failingSince = since.failing().orElse(null);
        this.allowed = now();
    }

    /**
     * The result of sending a question.
     *
     * @param reply the reply; null if there is none
     * @param failed the reason that there is no reply, if the question caused it; otherwise null
     */
    record Heard(Converse.@Nullable Reply reply, @Nullable String failed) {}

    /** Returns the time at which the model stopped answering, for each cause. */
    Unanswered unanswered() {
        return new Unanswered(throttle.since(), Optional.ofNullable(failingSince));
    }

    /** Returns the time until the next request is allowed. */
    Duration untilAllowed() {
        Duration left = Duration.between(now(), allowed);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Sends a question.
     *
     * @return the result; empty if time is up
     * @throws PermanentFailure if the model has answered no batch for too long
     */
    Optional<Heard> ask(@Nullable String system, List<Turn> turns, int maxTokens) {
        for (int attempt = 0, tries = 0; deadline.waits(untilAllowed()); attempt++) {
            Failure failure;
            Refusal refusal;
            try {
                return Optional.of(new Heard(request(system, turns, maxTokens), null));
            } catch (RuntimeException e) {
                failure = Failures.of(e);
                if (!failure.mayPass() && !(e instanceof SdkException)) {
                    throw failure;
                }
                refusal = Refusal.of(failure, e);
            }
            boolean againstTheQuestion = refusal == Refusal.OF_QUESTION
                    || refusal == Refusal.OPEN && ++tries >= TRIES && answersAnyQuestion();
            if (againstTheQuestion) {
                return Optional.of(new Heard(null, failure.getMessage()));
            }
            if (refusal == Refusal.THROTTLED) {
                throttle.refused((Throttled) failure, newest);
                backOff(attempt);
            } else {
                failed(failure);
                backOff(attempt + SLOWER);
            }
        }
        return Optional.empty();
    }

    private Converse.Reply request(@Nullable String system, List<Turn> turns, int maxTokens) {
        allowed = now().plus(interval);
        Converse.Reply reply = converse.ask(modelId, system, turns, maxTokens);
        throttle.answered();
        failingSince = null;
        return reply;
    }

    /** Checks whether the model answers a simple question, to distinguish a failing question from a failing model. */
    private boolean answersAnyQuestion() {
        if (!deadline.waits(untilAllowed())) {
            return false;
        }
        try {
            request(null, List.of(ANY_QUESTION), SHORT);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void failed(RuntimeException failure) {
        Instant now = now();
        if (failingSince == null) {
            failingSince = now;
        }
        if (tooLong(now)) {
            newest.get()
                    .filter(answer -> failingSince == null || answer.isAfter(failingSince))
                    .ifPresent(answer -> failingSince = answer);
        }
        if (tooLong(now)) {
            throw new PermanentFailure(
                    failure.getMessage() + " The model did not answer any request for " + LONGEST_FAILURE.toMinutes()
                            + " minutes.",
                    failure);
        }
    }

    private boolean tooLong(Instant now) {
        return failingSince != null && !now.isBefore(failingSince.plus(LONGEST_FAILURE));
    }

    private void backOff(int attempt) {
        Instant later = now().plus(throttle.pause(attempt, run.id().value()));
        if (later.isAfter(allowed)) {
            allowed = later;
        }
    }

    private Instant now() {
        return run.platform().clock().instant();
    }
}
