package io.github.bedrockfinetuning.contract;

import java.time.Duration;

/** The limits of a run, which can be lowered with props of the constructs. */
public final class RunLimits {
    /** The maximum duration of a run, which is also the default. */
    public static final Duration LONGEST_RUN = Duration.ofDays(14);

    /** The default maximum time to wait for an approval. */
    public static final Duration LONGEST_APPROVAL = Duration.ofDays(7);

    /** The default maximum number of batches that a run processes at the same time. */
    public static final int CONCURRENT_BATCHES = 8;

    private RunLimits() {}
}
