package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.likeness.SketchIndex;

/** A question in a validation or test set should not be nearly identical to one in the training file. */
public final class NearLeak implements SetRule {
    private static final About ABOUT = new About(
            "NEAR_LEAK",
            Severity.INFO,
            "If they are copies, remove one of them. Otherwise, the set partly measures memorization.",
            Sources.COMPARISON);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, FindingReporter report) {
        Fingerprints training = set.training();
        if (training == null) {
            return;
        }
        SketchIndex neighbours = training.neighbours();
        for (int i = 0; i < set.sketches().size(); i++) {
            if (training.firstLineOf(set.question(i)) != null) {
                continue;
            }
            int record = i;
            int nearest = neighbours.nearest(
                    set.sketches().get(i), candidate -> set.framedAlike(record, training, candidate));
            if (nearest >= 0) {
                report.at(
                        set.line(i),
                        this,
                        "The training file contains a nearly identical question on line " + training.line(nearest)
                                + ".");
            }
        }
    }
}
