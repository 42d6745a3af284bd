package io.github.bedrockfinetuning.verdict;

import io.github.bedrockfinetuning.contract.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The difference between the scores of systems a and b for one metric, on all records or on a slice.
 *
 * @param slice the slice; null for all records
 * @param n the number of records
 * @param effect the effect; its p value is corrected with Holm's method, except for the primary metric on all records
 * @param verdict the verdict on system a
 * @param reason the reason that no difference is shown; null if one is shown
 */
public record Difference(
        String a,
        String b,
        String metric,
        @Nullable Slice slice,
        int n,
        Effect effect,
        Verdict verdict,
        @Nullable String reason) {

    public double difference() {
        return effect.difference();
    }

    public double low() {
        return effect.low();
    }

    public double high() {
        return effect.high();
    }

    public double p() {
        return effect.p();
    }

    public double smallest() {
        return effect.smallest();
    }

    /** Returns whether system a is shown to be better or worse. */
    public boolean shown() {
        return verdict != Verdict.NOT_SHOWN;
    }

    /** Returns the difference from the perspective of system b. */
    Difference reversed() {
        Verdict turned = switch (verdict) {
            case BETTER -> Verdict.WORSE;
            case WORSE -> Verdict.BETTER;
            case NOT_SHOWN -> Verdict.NOT_SHOWN;
        };
        return new Difference(b, a, metric, slice, n, effect.reversed(), turned, reason);
    }
}
