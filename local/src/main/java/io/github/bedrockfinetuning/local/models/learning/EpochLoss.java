package io.github.bedrockfinetuning.local.models.learning;

import org.jspecify.annotations.Nullable;

/**
 * The loss of one epoch: mean negative log likelihood per record, in nats.
 *
 * @param epoch from 1
 * @param steps optimizer steps since the start of training, including this epoch
 * @param trainingLoss mean over the epoch's training records, each measured just before its update
 * @param validationLoss mean over the validation records at the end of the epoch; null if there are none
 */
public record EpochLoss(
        int epoch,
        long steps,
        double trainingLoss,
        @Nullable Double validationLoss) {}
