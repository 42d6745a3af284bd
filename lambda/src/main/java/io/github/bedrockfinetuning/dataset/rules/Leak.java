package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;

/** A question in a validation or test set should not occur in the training file. */
public final class Leak implements SetRule {
    private static final About ABOUT = new About(
            "LEAK",
            Severity.WARNING,
            "Remove the question from the training file. Otherwise, the set measures memorization. The "
                    + "workflow removes such questions from the training file.",
            Sources.COMPARISON);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, FindingReporter report) {
        if (set.training() == null) {
            return;
        }
        for (int i = 0; i < set.size(); i++) {
            Long line = set.training().firstLineOf(set.question(i));
            if (line != null) {
                report.at(set.line(i), this, "The training file contains the same question on line " + line + ".");
            }
        }
    }
}
