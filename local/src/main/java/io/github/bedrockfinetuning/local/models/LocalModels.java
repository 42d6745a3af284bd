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
 * The simulated Bedrock models. They know nothing about a dataset except what they are given: untrained models answer
 * from the prompt alone, trained models from their training data and the prompt.
 */
public final class LocalModels {
    /**
     * A trained model and its losses.
     *
     * @param losses by epoch, first to last; empty if the learner has no objective to measure
     */
    public record Trained(LocalModel model, List<EpochLoss> losses) {}

    private LocalModels() {}

    /** The base model: it answers by the words that the instructions and the message share. */
    public static LocalModel untrained() {
        return new Estimated(Untrained.base(), Pace.SMALL);
    }

    /** The bigger model: it also knows word stems, misspellings and some synonyms, and reads tables. */
    public static LocalModel stronger() {
        return new Estimated(Untrained.bigger(), Pace.LARGE);
    }

    /**
     * Fine-tunes the base model on a training file. The same files and hyperparameters always give the same model. If
     * the trained model does not generalize to unseen records, it answers as the base model does.
     *
     * @param training the training data
     * @param validation measures the loss after every epoch and shows whether the model generalizes; if null, some
     *     training records are held out to show it
     * @param format the record format of both files
     * @param hyperparameters as in the fine-tuning job; {@code epochCount} and {@code learningRateMultiplier} apply
     * @throws IOException if a file cannot be read as {@code format}
     */
    public static Trained train(
            Source training, @Nullable Source validation, RecordFormatId format, Map<String, String> hyperparameters)
            throws IOException {
        var held = validation == null ? List.<Lesson>of() : lessons(validation, format);
        var learned = new FineTuning(Untrained.base()).tune(lessons(training, format), held, hyperparameters);
        return new Trained(new Estimated(learned.answerer(), Pace.SMALL), learned.losses());
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
