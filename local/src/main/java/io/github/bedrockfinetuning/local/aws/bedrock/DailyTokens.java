package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tokens a day: input and output together, over all requests to the models of a quota. New accounts often have 0. When AWS
 * counts a token no longer is not documented; here it is 24 hours later. The words of the refusal are those that accounts
 * report; AWS's own pages list only those of the quotas per minute.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/bedrock.html">Amazon Bedrock endpoints and quotas</a>
 * @see <a href="https://repost.aws/knowledge-center/bedrock-throttling-error">ThrottlingException of Amazon Bedrock</a>
 */
final class DailyTokens {
    private static final Duration DAY = Duration.ofDays(1);

    private record Use(Instant at, long tokens) {}

    private static final class Quota {
        private final Predicate<String> models;
        private final long tokens;
        private final Deque<Use> uses = new ArrayDeque<>();

        private Quota(Predicate<String> models, long tokens) {
            this.models = models;
            this.tokens = tokens;
        }
    }

    private final VirtualClock clock;
    private final List<Quota> quotas = new ArrayList<>();

    DailyTokens(VirtualClock clock) {
        this.clock = clock;
    }

    synchronized void add(Predicate<String> models, long tokens) {
        quotas.add(new Quota(models, tokens));
    }

    /** @throws AwsError ThrottlingException if a quota of the model is used up */
    synchronized void require(String model) {
        Instant dayAgo = clock.now().minus(DAY);
        for (Quota quota : quotas) {
            while (!quota.uses.isEmpty() && !quota.uses.peek().at().isAfter(dayAgo)) {
                quota.uses.poll();
            }
            long used = quota.uses.stream().mapToLong(Use::tokens).sum();
            if (quota.models.test(model) && used >= quota.tokens) {
                throw new AwsError(
                        "ThrottlingException", 429, "Too many tokens per day, please wait before trying again.");
            }
        }
    }

    synchronized void take(String model, long tokens) {
        quotas.stream()
                .filter(quota -> quota.models.test(model))
                .forEach(quota -> quota.uses.add(new Use(clock.now(), tokens)));
    }
}
