package io.github.bedrockfinetuning.answers;

import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.catalogue.Model;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prices of using a system, in US dollars. An unknown price is null, and costs based on it are unknown.
 *
 * @param inputPerMillion the price per million input tokens
 * @param outputPerMillion the price per million output tokens
 * @param storagePerMonth the monthly price of storing the custom model; null or 0 for base models
 * @param throughputPerHour the price per hour of one model unit of Provisioned Throughput
 * @param source the source of the prices and the date on which they were valid
 */
public record Price(
        @Nullable Double inputPerMillion,
        @Nullable Double outputPerMillion,
        @Nullable Double storagePerMonth,
        @Nullable Double throughputPerHour,
        @Nullable String source) {
    public static final Price UNKNOWN = new Price(null, null, null, null, null);

    /** Returns the prices of a base model. */
    public static Price of(Model model) {
        return new Price(
                amount(model.prices().inputPerMillionTokens()),
                amount(model.prices().outputPerMillionTokens()),
                null,
                null,
                source(model));
    }

    /** Returns the prices of a custom model: per token for on-demand inference, and for storage. */
    public static Price ofCustom(Model base) {
        return new Price(
                amount(base.prices().customInputPerMillionTokens()),
                amount(base.prices().customOutputPerMillionTokens()),
                amount(base.prices().storagePerMonth()),
                amount(base.prices().throughputPerUnitHour()),
                source(base));
    }

    private static @Nullable Double amount(Optional<Figure> figure) {
        return figure.map(f -> f.amount().doubleValue()).orElse(null);
    }

    private static @Nullable String source(Model model) {
        return model.prices()
                .inputPerMillionTokens()
                .map(f -> f.source() + ", " + f.asOf())
                .orElse(null);
    }
}
