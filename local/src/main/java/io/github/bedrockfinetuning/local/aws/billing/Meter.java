package io.github.bedrockfinetuning.local.aws.billing;

import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calculates the charges of the simulated account in US dollars and virtual time. If a price is unknown, the kind of
 * cost is marked as incomplete.
 */
public final class Meter {
    /** The kinds of cost. */
    public static final String TRAINING = "training";

    public static final String STORAGE = "storage";
    public static final String SERVING = "serving";
    public static final String ANSWERING = "answering";

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal HOURS_A_MONTH = BigDecimal.valueOf(730);

    private final VirtualClock clock;
    private final Map<String, Billed> billed = new TreeMap<>();
    private final Map<String, Open> open = new LinkedHashMap<>();

    /**
     * The amount of one kind of cost.
     *
     * @param complete false if the amount does not include all charges because a price is unknown
     */
    public record Billed(BigDecimal amount, boolean complete) {
        private Billed plus(Billed other) {
            return new Billed(amount.add(other.amount), complete && other.complete);
        }
    }

    /**
     * A resource that exists and can incur charges.
     *
     * @param kind {@code training-job}, {@code custom-model-deployment}, {@code provisioned-throughput}, or
     *     {@code custom-model}
     * @param perHour the price per hour in US dollars; null if the price is unknown, or if the resource is not billed
     *     per hour
     */
    public record Billing(
            String resource, String kind, @Nullable BigDecimal perHour) {}

    private static final class Open {
        private final Billing billing;
        private final String cost;
        /** The start of hourly charges, or null before {@link Meter#run}. */
        private @Nullable Instant since;

        private Open(Billing billing, String cost) {
            this.billing = billing;
            this.cost = cost;
        }
    }

    public Meter(VirtualClock clock) {
        this.clock = clock;
    }

    /** Adds the cost of tokens at a price per million. */
    public synchronized void tokens(String cost, long tokens, Optional<Figure> perMillion) {
        BigDecimal count = BigDecimal.valueOf(tokens);
        add(
                cost,
                perMillion
                        .map(price -> new Billed(
                                price.amount().multiply(count).divide(MILLION, 10, RoundingMode.HALF_UP), true))
                        .orElse(new Billed(BigDecimal.ZERO, tokens == 0)));
    }

    /** Records that a resource was created. Hourly charges start with {@link #run}. */
    public synchronized void open(String resource, String kind, String cost, @Nullable BigDecimal perHour) {
        open.put(resource, new Open(new Billing(resource, kind, perHour), cost));
    }

    /** Converts a monthly price to an hourly price. AWS uses 730 hours per month. */
    public static BigDecimal hourly(BigDecimal perMonth) {
        return perMonth.divide(HOURS_A_MONTH, 10, RoundingMode.HALF_UP);
    }

    /** Starts the hourly charges for a resource. */
    public synchronized void run(String resource) {
        open.get(resource).since = clock.now();
    }

    /** Records that a resource was deleted, and adds its cost. */
    public synchronized void close(String resource) {
        Open closed = open.remove(resource);
        if (closed != null && closed.since != null) {
            add(closed.cost, soFar(closed));
        }
    }

    /** Returns the existing jobs, deployments, and Provisioned Throughput. For custom models, see {@link #stored}. */
    public synchronized List<Billing> stillBilling() {
        return open.values().stream()
                .map(entry -> entry.billing)
                .filter(billing -> !billing.kind().equals("custom-model"))
                .toList();
    }

    /** Returns the existing custom models. They incur storage charges until they are deleted. */
    public synchronized List<Billing> stored() {
        return open.values().stream()
                .map(entry -> entry.billing)
                .filter(billing -> billing.kind().equals("custom-model"))
                .toList();
    }

    /** Returns the cost to date by kind, including the cost of resources that still exist. */
    public synchronized Map<String, Billed> billed() {
        Map<String, Billed> all = new TreeMap<>(billed);
        for (Open entry : open.values()) {
            if (entry.since != null) {
                all.merge(entry.cost, soFar(entry), Billed::plus);
            }
        }
        return all;
    }

    private Billed soFar(Open entry) {
        if (entry.billing.perHour() == null) {
            return new Billed(BigDecimal.ZERO, false);
        }
        BigDecimal seconds =
                BigDecimal.valueOf(Duration.between(entry.since, clock.now()).toSeconds());
        BigDecimal amount =
                entry.billing.perHour().multiply(seconds).divide(BigDecimal.valueOf(3600), 10, RoundingMode.HALF_UP);
        return new Billed(amount, true);
    }

    private void add(String cost, Billed more) {
        billed.merge(cost, more, Billed::plus);
    }
}
