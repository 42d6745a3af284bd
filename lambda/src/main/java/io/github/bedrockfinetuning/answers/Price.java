package io.github.bedrockfinetuning.answers;

import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.catalogue.Model;
import java.util.Optional;

/**
 * What asking a system costs, in US dollars. A part that is not known is null, and whatever rests on it is unknown too.
 *
 * @param inputPerMillion a million tokens of requests
 * @param outputPerMillion a million tokens of answers
 * @param storagePerMonth keeping the custom model; null or 0 for models of the service
 * @param throughputPerHour one model unit of Provisioned Throughput
 * @param source where the prices were read and when they were true
 */
public record Price(
        Double inputPerMillion,
        Double outputPerMillion,
        Double storagePerMonth,
        Double throughputPerHour,
        String source) {
    public static final Price UNKNOWN = new Price(null, null, null, null, null);

    /** The price of a model as the service offers it. */
    public static Price of(Model model) {
        return new Price(
                amount(model.prices().inputPerMillionTokens()),
                amount(model.prices().outputPerMillionTokens()),
                null,
                null,
                source(model));
    }

    /** The price of a custom model: by the token where it is served on demand, and its storage. */
    public static Price ofCustom(Model base) {
        return new Price(
                amount(base.prices().customInputPerMillionTokens()),
                amount(base.prices().customOutputPerMillionTokens()),
                amount(base.prices().storagePerMonth()),
                amount(base.prices().throughputPerUnitHour()),
                source(base));
    }

    private static Double amount(Optional<Figure> figure) {
        return figure.map(f -> f.amount().doubleValue()).orElse(null);
    }

    private static String source(Model model) {
        return model.prices()
                .inputPerMillionTokens()
                .map(f -> f.source() + ", " + f.asOf())
                .orElse(null);
    }
}
