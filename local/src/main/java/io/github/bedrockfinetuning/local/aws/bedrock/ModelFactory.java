package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.models.LocalModel;
import io.github.bedrockfinetuning.local.models.LocalModels;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates the local models for Bedrock model IDs. */
public interface ModelFactory {
    /** Creates the local model for a foundation model. */
    LocalModel foundation(Model model);

    /**
     * Fine-tunes the local base model.
     *
     * @param validation the validation data; null if the job has none
     * @throws IOException if a file cannot be read as {@code format}; the job then fails
     */
    LocalModels.Trained train(
            Source training, @Nullable Source validation, RecordFormatId format, Map<String, String> hyperparameters)
            throws IOException;

    /**
     * Creates the default local models. The reference model of the Region and models that cannot be fine-tuned are
     * represented by the stronger local model.
     */
    static ModelFactory local(String region) {
        return new ModelFactory() {
            @Override
            public LocalModel foundation(Model model) {
                boolean bigger = model.trainingRegions().isEmpty()
                        || Catalogue.load()
                                .defaultReference(region)
                                .filter(model::equals)
                                .isPresent();
                return bigger ? LocalModels.stronger() : LocalModels.untrained();
            }

            @Override
            public LocalModels.Trained train(
                    Source training,
                    @Nullable Source validation,
                    RecordFormatId format,
                    Map<String, String> hyperparameters)
                    throws IOException {
                return LocalModels.train(training, validation, format, hyperparameters);
            }
        };
    }
}
