package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** No question has two different answers. */
public final class Contradiction implements SetRule {
    private static final About ABOUT = new About(
            "CONTRADICTION",
            Severity.WARNING,
            "Decide which answer is right, or add to the questions what tells them apart.",
            Sources.COMPARISON);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, Report report) {
        Map<Long, Integer> first = new HashMap<>();
        Set<Integer> told = new HashSet<>();
        for (int i = 0; i < set.size(); i++) {
            Integer earlier = first.putIfAbsent(set.question(i), i);
            if (earlier != null && set.reference(earlier) != set.reference(i)) {
                if (told.add(earlier)) {
                    report.at(set.line(earlier), this, "Line " + set.line(i) + " answers the same question otherwise.");
                }
                report.at(set.line(i), this, "Line " + set.line(earlier) + " answers the same question otherwise.");
            }
        }
    }
}
