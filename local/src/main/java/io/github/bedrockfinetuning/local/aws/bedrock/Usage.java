package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The recent usage of models and their quotas: the requests to each model in any 60-second period, and the input and
 * output tokens in any 24-hour period for all models that share a quota. New accounts often have a quota of 0 tokens
 * per day. It is not documented when AWS stops counting a token. The error message for tokens per day is the one that
 * users report. AWS documents only the messages for quotas per minute.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/bedrock.html">Amazon Bedrock endpoints and quotas</a>
 * @see <a href="https://repost.aws/knowledge-center/bedrock-throttling-error">ThrottlingException of Amazon Bedrock</a>
 */
final class Usage {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private record Use(Instant at, long amount) {}

    /** The requests and tokens in a sliding time window. */
    private record Window(Duration length, Deque<Use> uses) {
        long used(Instant now) {
            while (!uses.isEmpty() && !uses.peek().at().isAfter(now.minus(length))) {
                uses.poll();
            }
            return uses.stream().mapToLong(Use::amount).sum();
        }
    }

    private record TokenQuota(Predicate<String> models, long tokens, Window window) {}

    private final VirtualClock clock;
    private final Map<String, Window> requests = new HashMap<>();
    private final Map<String, Integer> requestsPerMinute = new HashMap<>();
    private final List<TokenQuota> tokens = new ArrayList<>();

    Usage(VirtualClock clock) {
        this.clock = clock;
    }

    synchronized void limitRequests(String model, int perMinute) {
        requestsPerMinute.put(model, perMinute);
    }

    synchronized void limitTokens(Predicate<String> models, long perDay) {
        tokens.add(new TokenQuota(models, perDay, new Window(DAY, new ArrayDeque<>())));
    }

    /**
     * Counts a request.
     *
     * @throws AwsError a ThrottlingException if a quota is exceeded
     */
    synchronized void request(String model, int perMinuteUnlessSet) {
        Instant now = clock.now();
        Window window = requests.computeIfAbsent(model, k -> new Window(MINUTE, new ArrayDeque<>()));
        if (window.used(now) >= requestsPerMinute.getOrDefault(model, perMinuteUnlessSet)) {
            throw throttled("requests");
        }
        window.uses().add(new Use(now, 1));
        if (tokens.stream()
                .anyMatch(quota -> quota.models().test(model) && quota.window().used(now) >= quota.tokens())) {
            throw throttled("tokens per day");
        }
    }

    /** Counts the tokens of a successful request. */
    synchronized void tokens(String model, long count) {
        tokens.stream()
                .filter(quota -> quota.models().test(model))
                .forEach(quota -> quota.window().uses().add(new Use(clock.now(), count)));
    }

    private static AwsError throttled(String what) {
        return new AwsError("ThrottlingException", 429, "Too many " + what + ", please wait before trying again.");
    }
}
