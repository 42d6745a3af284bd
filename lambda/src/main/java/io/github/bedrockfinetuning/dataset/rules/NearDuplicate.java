package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.likeness.SketchIndex;
import java.util.TreeMap;

/** A question should not be nearly identical to another question in the file. */
public final class NearDuplicate implements SetRule {
    private static final About ABOUT = new About(
            "NEAR_DUPLICATE",
            Severity.INFO,
            "If they are copies, keep only one. When the workflow splits a file, it keeps such records in the same set.",
            Sources.COMPARISON);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, FindingReporter report) {
        TreeMap<Integer, Integer> earliest = new TreeMap<>();
        new SketchIndex(set.sketches(), Fingerprints.NEAR).pairs((later, earlier) -> {
            if (set.question(later) != set.question(earlier) && set.framedAlike(later, set, earlier)) {
                earliest.merge(later, earlier, Math::min);
            }
        });
        earliest.forEach((later, earlier) -> report.at(
                set.line(later),
                this,
                "The question is nearly identical to the one on line " + set.line(earlier) + "."));
    }
}
