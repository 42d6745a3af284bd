package io.github.bedrockfinetuning.local.models.learning;

import java.util.ArrayList;
import java.util.List;

/** Adds the losses of classifiers that are trained separately and jointly create answers. */
public final class Losses {
    private Losses() {}

    /** Adds the losses of each epoch. A classifier with a single class has no losses. */
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
