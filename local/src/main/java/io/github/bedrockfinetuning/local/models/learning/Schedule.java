package io.github.bedrockfinetuning.local.models.learning;

import java.util.Map;

/**
 * The number of epochs and the learning rate for a learner.
 *
 * <p>Only Bedrock's {@code epochCount} (default 2) and {@code learningRateMultiplier} (default 1) have an effect.
 * Fine-tuning starts from a pretrained model, but a linear learner starts from zero. Therefore, one epoch consists of
 * {@link #PASSES_PER_EPOCH} passes over the records.
 *
 * @param seed the seed for the order of the records
 */
public record Schedule(int epochs, double learningRate, long seed) {
    static final int PASSES_PER_EPOCH = 4;

    private static final int DEFAULT_EPOCHS = 2;
    private static final long SEED = 20261122;

    public static Schedule of(Map<String, String> hyperparameters, double learningRate) {
        var epochs = hyperparameters.get("epochCount");
        var multiplier = hyperparameters.get("learningRateMultiplier");
        return new Schedule(
                epochs == null ? DEFAULT_EPOCHS : Integer.parseInt(epochs),
                multiplier == null ? learningRate : learningRate * Double.parseDouble(multiplier),
                SEED);
    }

    int passes() {
        return epochs * PASSES_PER_EPOCH;
    }
}
