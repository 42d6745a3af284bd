package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.Price;
import io.github.bedrockfinetuning.verdict.SystemSummary;
import java.util.Locale;

/**
 * Calculates the number of requests per month from which one option is cheaper than another. Unknown amounts are
 * reported as unknown.
 */
final class BreakEven {
    /** The average number of hours per month: 365.25 / 12 days. */
    private static final double HOURS_A_MONTH = 730.5;

    private BreakEven() {}

    /** Returns the sentence for on-demand inference, based on tokens and the custom model's storage. */
    static String onDemand(SystemSummary tuned, Price price, SystemSummary other) {
        if (tuned.costPerThousand() == null || other.costPerThousand() == null) {
            return "Unknown: what 1,000 requests cost is not known for both.";
        }
        double saved = other.costPerThousand() - tuned.costPerThousand();
        if (saved <= 0) {
            return "Never: 1,000 requests cost no less than with " + other.label() + ", and storage comes on top.";
        }
        if (price.storagePerMonth() == null) {
            return "Unknown: the price of storing the custom model is not known.";
        }
        return from(price.storagePerMonth() / saved) + ", storage included.";
    }

    /** Returns the sentence for one model unit of Provisioned Throughput that runs all month. */
    static String throughput(Price price, SystemSummary other) {
        if (price.throughputPerHour() == null || price.storagePerMonth() == null) {
            return "Unknown: the price of Provisioned Throughput is not known.";
        }
        if (other.costPerThousand() == null) {
            return "Unknown: what 1,000 requests cost with " + other.label() + " is not known.";
        }
        double month = price.throughputPerHour() * HOURS_A_MONTH + price.storagePerMonth();
        return from(month / other.costPerThousand()) + ", if one model unit can carry them.";
    }

    private static String from(double thousands) {
        return String.format(Locale.ROOT, "From %,.0f requests a month", Math.ceil(thousands * 1_000));
    }
}
