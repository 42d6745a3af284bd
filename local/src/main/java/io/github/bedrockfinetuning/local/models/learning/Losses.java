package io.github.bedrockfinetuning.local.models.learning;

import java.util.ArrayList;
import java.util.List;

/** Adds up the losses of classifiers that are trained side by side and answer together. */
public final class Losses {
    private Losses() {}

    /** Epoch by epoch; a classifier with a single class has no losses and adds nothing. */
    public static List<EpochLoss> sum(List<List<EpochLoss>> parts) {
        var sum = new ArrayList<EpochLoss>();
        for (var part : parts) {
            for (var i = 0; i < part.size(); i++) {
                var loss = part.get(i);
                if (i == sum.size()) {
                    sum.add(loss);
                } else {
                    sum.set(i, add(sum.get(i), loss));
                }
            }
        }
        return List.copyOf(sum);
    }

    private static EpochLoss add(EpochLoss a, EpochLoss b) {
        var validation = a.validationLoss() == null || b.validationLoss() == null
                ? null
                : Double.valueOf(a.validationLoss() + b.validationLoss());
        return new EpochLoss(
                a.epoch(), Math.max(a.steps(), b.steps()), a.trainingLoss() + b.trainingLoss(), validation);
    }
}
