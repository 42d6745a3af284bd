package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.Price;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.verdict.SystemSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calculates the minimum number of requests per month at which the fine-tuned model costs less than another model.
 * The fixed costs are training in the first month, and storage or Provisioned Throughput in every month. If a price
 * is not known, or the answers are not better than the base model's, there is no break-even point, and the reason is
 * given instead.
 *
 * @param training the cost of training in US dollars; null if it is not known
 * @param overBase the verdict on the fine-tuned model against the base model
 * @param overOther the verdict on the fine-tuned model against the other model
 */
record BreakEven(
        SystemSummary tuned,
        Price price,
        SystemSummary other,
        @Nullable Double training,
        Verdict overBase,
        Verdict overOther) {
    /** The average number of hours per month, based on 365.25 / 12 days. */
    private static final double HOURS_A_MONTH = 730.5;

    private static final String NOT = "Not calculated: ";

    /**
     * Returns the reason that there is no break-even point at any price, or null if the break-even point depends on
     * the prices.
     */
    @Nullable
    String withoutAdvantage() {
        if (overBase != Verdict.BETTER) {
            return NOT + "the fine-tuned model is not shown to be better than the base model, so the cost of its "
                    + "training and storage would bring no benefit.";
        }
        return overOther == Verdict.WORSE
                ? NOT + "the fine-tuned model is worse than " + other.label() + ", so their costs cannot be compared."
                : null;
    }

    /** Returns the sentence about on-demand inference. */
    String onDemand() {
        List<String> unknown = unknown("the cost of 1,000 requests to the fine-tuned model", tuned.costPerThousand());
        if (!unknown.isEmpty()) {
            return notKnown(unknown);
        }
        double saved = known(other.costPerThousand()) - known(tuned.costPerThousand());
        if (saved <= 0) {
            return "Never: 1,000 requests cost " + Plain.dollars(tuned.costPerThousand())
                    + " with the fine-tuned model and " + Plain.dollars(other.costPerThousand()) + " with "
                    + other.label() + ". Training and storage are billed in addition.";
        }
        return from(saved, known(price.storagePerMonth()), "storage") + "." + undecided();
    }

    /** Returns the sentence about one model unit of Provisioned Throughput that runs all month. */
    String throughput() {
        List<String> unknown = unknown("the price of Provisioned Throughput", price.throughputPerHour());
        if (!unknown.isEmpty()) {
            return notKnown(unknown);
        }
        double month = known(price.throughputPerHour()) * HOURS_A_MONTH + known(price.storagePerMonth());
        return from(known(other.costPerThousand()), month, "one model unit and storage")
                + ", if one model unit can process that many requests." + undecided();
    }

    private String undecided() {
        return overOther == Verdict.NOT_SHOWN
                ? " The test does not show which of the two models gives better answers."
                : "";
    }

    private String from(double saved, double monthly, String what) {
        return "From " + requests((monthly + known(training)) / saved) + " requests in the first month (training at "
                + Plain.dollars(training) + "; " + what + " at " + Plain.dollars(monthly) + "), and from "
                + requests(monthly / saved) + " requests in each following month";
    }

    private static String requests(double thousands) {
        return String.format(Locale.ROOT, "%,.0f", Math.ceil(thousands * 1_000));
    }

    private List<String> unknown(String what, @Nullable Double own) {
        List<String> unknown = new ArrayList<>();
        add(unknown, own, what);
        add(unknown, other.costPerThousand(), "the cost of 1,000 requests to " + other.label());
        add(unknown, price.storagePerMonth(), "the storage price");
        add(unknown, training, "the cost of training");
        return unknown;
    }

    /** Returns an amount that an earlier check found to be known. */
    private static double known(@Nullable Double amount) {
        return Objects.requireNonNull(amount);
    }

    private static void add(List<String> unknown, @Nullable Double amount, String what) {
        if (amount == null) {
            unknown.add(what);
        }
    }

    private static String notKnown(List<String> unknown) {
        return NOT + String.join(" and ", unknown) + (unknown.size() == 1 ? " is" : " are") + " not known.";
    }
}
