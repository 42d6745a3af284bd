package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.likeness.SketchIndex;
import java.util.TreeMap;

/** No question is nearly the same as another question in the file. */
public final class NearDuplicate implements SetRule {
    private static final About ABOUT = new About(
            "NEAR_DUPLICATE",
            Severity.INFO,
            "Keep one if they are copies; the workflow keeps those that it splits off on one side.",
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
                set.line(later), this, "The question is nearly the same as that of line " + set.line(earlier) + "."));
    }
}
