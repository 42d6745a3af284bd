package io.github.bedrockfinetuning.local.prove;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.prove.experiments.Finding;
import io.github.bedrockfinetuning.local.prove.record.Difference;
import io.github.bedrockfinetuning.run.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The result of {@code prove}. It contains no data, names, account IDs or ARNs.
 *
 * @param spent the maximum cost of the experiments that were run, in US dollars
 */
public record Conclusion(
        List<Row> rows, List<Difference> differences, BigDecimal spent, List<StillBilling> stillBilling) {
    /**
     * The result of one experiment.
     *
     * @param cost the maximum cost in US dollars; empty if a price is unknown
     */
    public record Row(String name, String question, String result, String seen, Optional<BigDecimal> cost) {}

    /**
     * @param perHour the price per hour in US dollars; empty if the price is unknown, or if the resource is not billed
     *     per hour
     */
    public record StillBilling(String kind, Optional<BigDecimal> perHour) {}

    /** Returns true if AWS did not contradict any assumption and no resources are still billed. */
    public boolean good() {
        return stillBilling.isEmpty()
                && rows.stream().noneMatch(row -> row.result().equals(Finding.Result.CONTRADICTED.toString()));
    }

    /** Returns the document that {@code --json} prints and {@code prove.json} contains. */
    public ObjectNode toJson() {
        ObjectNode document = Json.object();
        ArrayNode experiments = document.putArray("experiments");
        for (Row row : rows) {
            ObjectNode one = experiments
                    .addObject()
                    .put("name", row.name())
                    .put("question", row.question())
                    .put("result", row.result())
                    .put("seen", row.seen());
            one.put("cost", row.cost().orElse(null));
        }
        ArrayNode lines = document.putArray("differences");
        for (Difference difference : differences) {
            lines.addObject()
                    .put("operation", difference.operation())
                    .put("member", difference.member())
                    .put("local", difference.local())
                    .put("aws", difference.aws());
        }
        document.put("spent", spent);
        ArrayNode billing = document.putArray("stillBilling");
        for (StillBilling one : stillBilling) {
            billing.addObject()
                    .put("kind", one.kind())
                    .put("perHour", one.perHour().orElse(null));
        }
        return document;
    }
}
