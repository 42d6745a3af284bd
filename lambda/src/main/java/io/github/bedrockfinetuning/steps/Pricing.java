package io.github.bedrockfinetuning.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.Preparation;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Settings;

/** What a run will cost, named before anything is created. */
final class Pricing {
    private Pricing() {}

    static JsonNode estimate(Settings settings, Preparation.Prepared prepared, Model base) {
        ObjectNode estimate = Json.object().put("model", base.id());
        estimate.putObject("tokens")
                .put("low", prepared.trainingTokensLow())
                .put("high", prepared.trainingTokensHigh());
        return estimate;
    }
}
