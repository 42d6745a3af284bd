package io.github.bedrockfinetuning.contract;

import java.time.Duration;

/** The limits of a run that props of the constructs can lower. */
public final class RunLimits {
    /** The longest time that a run can take, which is also the default. */
    public static final Duration LONGEST_RUN = Duration.ofDays(14);

    /** The default of the longest time to wait for an approval. */
    public static final Duration LONGEST_APPROVAL = Duration.ofDays(7);

    /** The default of the highest number of batches that a run answers at the same time. */
    public static final int CONCURRENT_BATCHES = 8;

    private RunLimits() {}
}
