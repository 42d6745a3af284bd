package io.github.bedrockfinetuning.steps;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.Estimate;
import io.github.bedrockfinetuning.dataset.Preparation;
import io.github.bedrockfinetuning.run.Settings;

/** What a run will cost, named before anything is created. */
final class Pricing {
    private Pricing() {}

    /** @param tokenLimit of each answer, which bounds what answering can cost */
    static JsonNode estimate(Settings settings, Preparation.Prepared prepared, Model base, int tokenLimit) {
        Model judge =
                settings.judged() ? Catalogue.load().model(settings.judge().model()) : null;
        long records = prepared.counts().get("test");
        return Estimate.of(
                        base,
                        settings.reference().orElse(null),
                        judge,
                        new Estimate.Work(
                                prepared.trainingTokensLow(),
                                prepared.trainingTokensHigh(),
                                settings.epochs(),
                                records,
                                prepared.testTokensLow(),
                                prepared.testTokensHigh(),
                                prepared.answerTokensLow(),
                                records * tokenLimit))
                .toJson();
    }
}
