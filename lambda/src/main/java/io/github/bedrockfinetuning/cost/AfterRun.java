package io.github.bedrockfinetuning.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The hourly charge for an endpoint that remains after the run because of {@code keepEndpoint}. It has no end, so no
 * total includes it.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/prov-throughput.html">Provisioned Throughput</a>,
 *     which is billed per hour until you delete it
 */
public final class AfterRun {
    static final String FIELD = "afterRun";
    private static final String PER_HOUR = "perHour";
    private static final String MODE = "mode";
    private static final BigDecimal HOURS_PER_DAY = BigDecimal.valueOf(24);

    private AfterRun() {}

    /** Returns the charge per hour in US dollars, or null if the price is not known. */
    static ObjectNode of(Model base) {
        boolean onDemand = base.servingMode() == ServingMode.ON_DEMAND;
        Optional<Figure> price = onDemand ? Optional.empty() : base.prices().throughputPerUnitHour();
        BigDecimal perHour =
                onDemand ? BigDecimal.ZERO : price.map(Figure::amount).orElse(null);
        return StrictJson.MAPPER
                .createObjectNode()
                .put(MODE, base.servingMode().name())
                .put(PER_HOUR, perHour)
                .put("currency", "USD")
                .put(
                        "source",
                        price.map(figure -> Catalogue.load().source(figure.source()))
                                .orElse(null))
                .put("asOf", price.map(figure -> figure.asOf().toString()).orElse(null))
                .put("unknown", perHour == null);
    }

    /** Returns a sentence that describes the hourly charge in an estimate, or empty if the run keeps no endpoint. */
    public static Optional<String> sentence(JsonNode estimate) {
        JsonNode charge = estimate.path(FIELD);
        if (!charge.isObject()) {
            return Optional.empty();
        }
        if (charge.path(MODE).asText().equals(ServingMode.ON_DEMAND.name())) {
            return Optional.of(
                    "After the run, the deployment that keepEndpoint keeps is billed per token, not per hour.");
        }
        String price = charge.path(PER_HOUR).isNumber()
                ? "at " + dollars(charge.path(PER_HOUR).decimalValue()) + " per hour ("
                        + dollars(charge.path(PER_HOUR).decimalValue().multiply(HOURS_PER_DAY)) + " per day)"
                : "per hour, at a price that is not published,";
        return Optional.of("After the run, the Provisioned Throughput that keepEndpoint keeps is billed " + price
                + " until you delete it. No total includes this.");
    }

    private static String dollars(BigDecimal amount) {
        return "$" + amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
