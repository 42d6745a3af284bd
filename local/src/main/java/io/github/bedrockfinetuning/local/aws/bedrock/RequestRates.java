package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Requests a minute for each model: in any sixty seconds no more than the quota are let through. */
final class RequestRates {
    private final VirtualClock clock;
    private final Map<String, Deque<Instant>> recent = new HashMap<>();
    private final Map<String, Integer> set = new HashMap<>();

    RequestRates(VirtualClock clock) {
        this.clock = clock;
    }

    synchronized void set(String model, int perMinute) {
        set.put(model, perMinute);
    }

    /** @throws AwsError ThrottlingException */
    synchronized void take(String model, int perMinuteUnlessSet) {
        int perMinute = set.getOrDefault(model, perMinuteUnlessSet);
        Deque<Instant> times = recent.computeIfAbsent(model, k -> new ArrayDeque<>());
        Instant minuteAgo = clock.now().minusSeconds(60);
        while (!times.isEmpty() && !times.peek().isAfter(minuteAgo)) {
            times.poll();
        }
        if (times.size() >= perMinute) {
            throw new AwsError("ThrottlingException", 429, "Too many requests, please wait before trying again.");
        }
        times.add(clock.now());
    }
}
