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
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Asks one model, each question until it is answered, until it is clear that the question is what cannot be answered, or
 * until time is up. A model that answers nothing is given up only after {@link #LONGEST_FAILURE}: a deployment that has
 * just become Active may still be unknown, or not be allowed, where it is asked.
 */
final class Interview {
    /**
     * How long a model that fails at every request is asked again. How long a new deployment or a new permission takes to be
     * known everywhere is not documented for Amazon Bedrock; a model of the AWS Marketplace is to be asked again after 15
     * minutes.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html">Amazon
     *     Bedrock API error codes</a>
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency">
     *     Changes that I make are not always immediately visible</a>
     */
    static final Duration LONGEST_FAILURE = Duration.ofMinutes(20);

    /** A question that failed so often is held against one that any model answers. */
    private static final int TRIES = 3;

    private static final Turn ANY_QUESTION = Turn.user("Reply with the word yes.");
    private static final int SHORT = 16;
    /** The first wait after a failure is this many doublings of a second. */
    private static final int SLOWER = 3;

    private final Run run;
    private final Converse converse;
    private final String modelId;
    private final Deadline deadline;
    private final Duration interval;
    private final Supplier<Optional<Instant>> newest;
    private final Throttle throttle;
    private Instant failingSince;
    private Instant allowed;

    /**
     * @param interval from one request to the next
     * @param newest when the model last answered any batch, asked only where this one has waited for too long
     * @param since what the life before said
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
     * What came of a question.
     *
     * @param reply null if there is none
     * @param failed why there is none, where that lies in the question
     */
    record Heard(Converse.Reply reply, String failed) {}

    /** Since when there was no answer. */
    Unanswered unanswered() {
        return new Unanswered(throttle.since(), Optional.ofNullable(failingSince));
    }

    /** Until the next request may be made. */
    Duration untilAllowed() {
        Duration left = Duration.between(now(), allowed);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Asks one question.
     *
     * @return nothing if time is up
     * @throws PermanentFailure if the model has answered nobody for too long
     */
    Optional<Heard> ask(String system, List<Turn> turns, int maxTokens) {
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

    private Converse.Reply request(String system, List<Turn> turns, int maxTokens) {
        allowed = now().plus(interval);
        Converse.Reply reply = converse.ask(modelId, system, turns, maxTokens);
        throttle.answered();
        failingSince = null;
        return reply;
    }

    /** Tells a question that fails by itself from a model that fails at everything. */
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
            newest.get().filter(answer -> answer.isAfter(failingSince)).ifPresent(answer -> failingSince = answer);
        }
        if (tooLong(now)) {
            throw new PermanentFailure(
                    failure.getMessage() + " It was asked for " + LONGEST_FAILURE.toMinutes()
                            + " minutes and answered nothing.",
                    failure);
        }
    }

    private boolean tooLong(Instant now) {
        return !now.isBefore(failingSince.plus(LONGEST_FAILURE));
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
