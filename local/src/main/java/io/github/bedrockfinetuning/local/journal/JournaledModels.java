package io.github.bedrockfinetuning.local.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.models.LocalModel;
import io.github.bedrockfinetuning.local.models.LocalModels;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models that return recorded answers while a request is repeated from the journal. */
public final class JournaledModels implements ModelFactory {
    private final ModelFactory models;
    private volatile @Nullable JsonNode said;

    public JournaledModels(ModelFactory models) {
        this.models = models;
    }

    /**
     * Runs a request while the models return a recorded answer.
     *
     * @param answer the response of Converse; null if the request invoked no model
     */
    void repeating(@Nullable JsonNode answer, Runnable request) {
        said = answer;
        try {
            request.run();
        } finally {
            said = null;
        }
    }

    @Override
    public LocalModel foundation(Model model) {
        return remembering(models.foundation(model));
    }

    @Override
    public LocalModels.Trained train(
            Source training, Source validation, RecordFormatId format, Map<String, String> hyperparameters)
            throws IOException {
        LocalModels.Trained trained = models.train(training, validation, format, hyperparameters);
        return new LocalModels.Trained(remembering(trained.model()), trained.losses(), trained.limit());
    }

    private LocalModel remembering(LocalModel model) {
        return (system, turns, maxTokens) -> {
            JsonNode answer = said;
            return answer == null ? model.answer(system, turns, maxTokens) : reply(answer);
        };
    }

    private static LocalModel.Reply reply(JsonNode answer) {
        return new LocalModel.Reply(
                answer.at("/output/message/content/0/text").asText(),
                answer.at("/usage/inputTokens").asInt(),
                answer.at("/usage/outputTokens").asInt(),
                answer.at("/metrics/latencyMs").asLong(),
                answer.path("stopReason").asText());
    }
}
