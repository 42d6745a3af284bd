package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.models.Estimated.Pace;
import io.github.bedrockfinetuning.local.models.learning.EpochLoss;
import io.github.bedrockfinetuning.local.models.learning.Lesson;
import io.github.bedrockfinetuning.local.models.learning.Prompt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The simulated Bedrock models. They know nothing about a dataset in advance. Untrained models use only the prompt.
 * Trained models use their training data and the prompt.
 */
public final class LocalModels {
    /**
     * A trained model and its losses.
     *
     * @param losses the losses in the order of epochs; empty if the learner has no loss function
     * @param limit a sentence on what the local model cannot learn of this task; null if it suits the task
     */
    public record Trained(
            LocalModel model,
            List<EpochLoss> losses,
            @Nullable String limit) {}

    private LocalModels() {}

    /** Creates the base model. It answers from the words that occur in both the instructions and the message. */
    public static LocalModel untrained() {
        return new Estimated(Untrained.base(), Pace.SMALL);
    }

    /**
     * Creates the reference model. In addition to the base model, it recognizes word stems, misspellings and some
     * synonyms, and it reads tables.
     */
    public static LocalModel stronger() {
        return new Estimated(Untrained.bigger(), Pace.LARGE);
    }

    /**
     * Fine-tunes the base model with a training file. The same files and hyperparameters always result in the same
     * model. If the trained model does not generalize to unseen records, it answers in the same way as the base model.
     *
     * @param training the training data
     * @param validation the data to measure the loss after every epoch and to determine whether the model generalizes;
     *     if null, some training records are set aside to determine whether it generalizes
     * @param format the record format of both files
     * @param hyperparameters the hyperparameters of the fine-tuning job; only {@code epochCount} and
     *     {@code learningRateMultiplier} have an effect
     * @throws IOException if a file cannot be read as {@code format}
     */
    public static Trained train(
            Source training, @Nullable Source validation, RecordFormatId format, Map<String, String> hyperparameters)
            throws IOException {
        var held = validation == null ? List.<Lesson>of() : lessons(validation, format);
        var learned = new FineTuning(Untrained.base()).tune(lessons(training, format), held, hyperparameters);
        return new Trained(new Estimated(learned.answerer(), Pace.SMALL), learned.losses(), learned.limit());
    }

    private static List<Lesson> lessons(Source source, RecordFormatId format) throws IOException {
        var lessons = new ArrayList<Lesson>();
        Examples.read(
                source,
                format,
                example ->
                        lessons.add(new Lesson(Prompt.of(example.system(), example.question()), example.reference())));
        return lessons;
    }
}
