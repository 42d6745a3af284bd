package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.Quota;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Limits the time to wait for a model that throttles all requests. A per-minute quota slows a run down, but the run
 * continues as long as it receives an occasional answer. If a quota is 0, used up by others, or used up for the day,
 * there are no answers at all.
 *
 * <p>The service reports the exceeded quota only in the message of a ThrottlingException with status 429. The messages
 * for requests and tokens per minute are "Too many requests, please wait before trying again." and "Too many tokens,
 * please wait before trying again."; the message for tokens per day, which is not documented but has been reported by
 * users, is "Too many tokens per day, please wait before trying again."
 *
 * @see <a href="https://repost.aws/knowledge-center/bedrock-throttling-error">ThrottlingException of Amazon Bedrock</a>
 */
public final class Throttle {
    /**
     * The time without an answer after which no more requests are sent to a model. It is longer than usage peaks of
     * others who share the quota, which usually end within an hour. It is short enough that the Provisioned
     * Throughput billed in the meantime costs only a small part of a day.
     */
    public static final Duration LONGEST = Duration.ofHours(4);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Pattern A_DAY = Pattern.compile("(?i)\\b(per|a) day\\b|\\bdaily\\b");

    private final Platform platform;
    private final Model model;
    /** The time at which the first request since the last answer was throttled, or null if none was throttled. */
    private @Nullable Instant since;

    /**
     * Creates the throttle for a batch.
     *
     * @param since the time from the previous invocation; empty if the last request was answered
     */
    Throttle(Platform platform, Model model, Optional<Instant> since) {
        this.platform = platform;
        this.model = model;
        this.since = since.orElse(null);
    }

    /** Returns the start of the period without answers, or empty if the last request was answered. */
    Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    void answered() {
        since = null;
    }

    /**
     * Records a throttled request.
     *
     * @param newest the time at which the model last answered any batch; requested only if this batch has waited too
     *     long
     * @throws PermanentFailure if the model has answered no batch for too long
     */
    void refused(Throttled refusal, Supplier<Optional<Instant>> newest) {
        Instant now = platform.clock().instant();
        if (since == null) {
            since = now;
        }
        if (tooLong(now)) {
            newest.get()
                    .filter(answer -> since == null || answer.isAfter(since))
                    .ifPresent(answer -> since = answer);
        }
        if (tooLong(now)) {
            throw new PermanentFailure(
                    refusal.getMessage() + " The model did not answer for " + LONGEST.toHours() + " hours. "
                            + remedy(refusal.getMessage()),
                    refusal);
        }
    }

    private boolean tooLong(Instant now) {
        return since != null && !now.isBefore(since.plus(LONGEST));
    }

    private String remedy(String said) {
        if (!A_DAY.matcher(said).find()) {
            return "The quota for requests or tokens per minute for " + model.name()
                    + " is 0, or is used up by other requests in the account. Check the Amazon Bedrock quotas in "
                    + "the Service Quotas console.";
        }
        String quota = Optional.ofNullable(model.quotas().get("tokensPerDay"))
                .map(Quota::described)
                .orElse("for model invocation tokens per day for " + model.name());
        return "The account's daily token quota is used up, or is 0, as in many new accounts. This is the "
                + "Amazon Bedrock quota " + quota + " in " + platform.require(EnvironmentVariables.AWS_REGION)
                + ". You cannot increase it in Service Quotas. Ask AWS Support to increase it, or to "
                + "increase the quota for tokens per minute for the model, which removes the daily quota. "
                + "Alternatively, wait until the next day.";
    }

    /**
     * Returns a random wait time whose upper limit doubles with each attempt, so that the batches do not retry at the
     * same time.
     */
    Duration pause(int attempt, String name) {
        long ceiling = Math.min(LONGEST_PAUSE.toMillis(), 1_000L << Math.min(attempt, 10));
        long seed = name.hashCode() ^ platform.clock().instant().toEpochMilli();
        return Duration.ofMillis(ceiling / 2 + new SplittableRandom(seed).nextLong(ceiling) / 2);
    }
}
