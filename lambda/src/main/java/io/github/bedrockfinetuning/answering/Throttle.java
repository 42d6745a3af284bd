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

/**
 * How long a model that answers every request with "too many" is waited for. A quota per minute makes a run slow, and a slow
 * run goes on for as long as one answer comes now and then. A quota that is 0, used up by somebody else, or used up for the
 * day gives none at all.
 *
 * <p>The service says which quota it was in its words alone: both are a ThrottlingException with status 429. Those for
 * requests and tokens per minute are "Too many requests, please wait before trying again." and "Too many tokens, please wait
 * before trying again."; that for tokens per day, which AWS does not document but accounts report, "Too many tokens per day,
 * please wait before trying again."
 *
 * @see <a href="https://repost.aws/knowledge-center/bedrock-throttling-error">ThrottlingException of Amazon Bedrock</a>
 */
public final class Throttle {
    /**
     * A model that gives no answer for so long is given up. It is longer than the peaks of other users of the same quota,
     * which pass within the hour, and short enough that Provisioned Throughput, which is billed meanwhile, costs no more
     * than a small part of a day.
     */
    public static final Duration LONGEST = Duration.ofHours(4);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Pattern A_DAY = Pattern.compile("(?i)\\b(per|a) day\\b|\\bdaily\\b");

    private final Platform platform;
    private final Model model;
    /** When the first request since the last answer was refused; null = none was. */
    private Instant since;

    /** @param since what the life before said; nothing = the last request was answered */
    Throttle(Platform platform, Model model, Optional<Instant> since) {
        this.platform = platform;
        this.model = model;
        this.since = since.orElse(null);
    }

    /** Since when there was no answer; nothing if the last request was answered. */
    Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    void answered() {
        since = null;
    }

    /**
     * Takes note of a refusal.
     *
     * @param newest when the model last answered any batch, asked only where this one has waited for too long
     * @throws PermanentFailure if the model has answered nobody for too long
     */
    void refused(Throttled refusal, Supplier<Optional<Instant>> newest) {
        Instant now = platform.clock().instant();
        if (since == null) {
            since = now;
        }
        if (tooLong(now)) {
            newest.get().filter(answer -> answer.isAfter(since)).ifPresent(answer -> since = answer);
        }
        if (tooLong(now)) {
            throw new PermanentFailure(
                    refusal.getMessage() + " There was no answer for " + LONGEST.toHours() + " hours. "
                            + remedy(refusal.getMessage()),
                    refusal);
        }
    }

    private boolean tooLong(Instant now) {
        return !now.isBefore(since.plus(LONGEST));
    }

    private String remedy(String said) {
        if (!A_DAY.matcher(said).find()) {
            return "The quota of requests or tokens per minute of " + model.name()
                    + " is 0, or something else in the account"
                    + " uses it up: look it up under Amazon Bedrock in the Service Quotas console.";
        }
        String quota = Optional.ofNullable(model.quotas().get("tokensPerDay"))
                .map(Quota::described)
                .orElse("of model invocation tokens per day for " + model.name());
        return "The account's daily token quota is used up, or is 0 as in many new accounts. It is the quota " + quota
                + " of Amazon Bedrock in " + platform.require(EnvironmentVariables.AWS_REGION)
                + ". Service Quotas does not raise it: ask AWS"
                + " Support to, or to raise the model's tokens per minute, with which the daily quota ends. Or wait until the"
                + " next day.";
    }

    /** A random part of a time that doubles with each attempt, so that the batches do not come back all at once. */
    Duration pause(int attempt, String name) {
        long ceiling = Math.min(LONGEST_PAUSE.toMillis(), 1_000L << Math.min(attempt, 10));
        long seed = name.hashCode() ^ platform.clock().instant().toEpochMilli();
        return Duration.ofMillis(ceiling / 2 + new SplittableRandom(seed).nextLong(ceiling) / 2);
    }
}
