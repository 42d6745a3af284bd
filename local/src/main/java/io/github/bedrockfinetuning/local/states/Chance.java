package io.github.bedrockfinetuning.local.states;

import java.util.Random;
import java.util.UUID;

/**
 * A seeded source of identifiers, task tokens, and jitter. The jitter has a separate sequence, so the duration of a retry
 * does not depend on the number of identifiers that were generated before it.
 */
final class Chance {
    private final Random random;
    private final Random jitter;

    Chance(long seed) {
        random = new Random(seed);
        jitter = new Random(~seed);
    }

    synchronized String uuid() {
        long high = random.nextLong() & 0xFFFFFFFFFFFF0FFFL | 0x4000L;
        long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** Returns a number from 0 (inclusive) to 1 (exclusive). */
    synchronized double fraction() {
        return jitter.nextDouble();
    }
}
