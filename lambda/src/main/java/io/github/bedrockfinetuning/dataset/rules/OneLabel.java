package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;

/** The answers should not all be the same. */
public final class OneLabel implements SetRule {
    private static final About ABOUT = new About(
            "ONE_LABEL",
            Severity.INFO,
            "Add records with other answers. From these records, a model learns to give the same answer to every question.",
            Sources.COMPARISON);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, FindingReporter report) {
        if (set.size() < 2) {
            return;
        }
        for (int i = 1; i < set.size(); i++) {
            if (set.reference(i) != set.reference(0)) {
                return;
            }
        }
        report.add(this, null, "All " + set.size() + " records have the same answer.");
    }
}
