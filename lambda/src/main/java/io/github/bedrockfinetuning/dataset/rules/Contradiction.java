package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import java.util.HashMap;
import java.util.Map;

/** A question should not have two different answers. */
public final class Contradiction implements SetRule {
    private static final About ABOUT = new About(
            "CONTRADICTION",
            Severity.WARNING,
            "Keep the correct answer, or add the details that distinguish the questions.",
            Sources.COMPARISON);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, FindingReporter report) {
        Map<Long, Integer> first = new HashMap<>();
        Map<Long, Integer> otherwise = new HashMap<>();
        for (int i = 0; i < set.size(); i++) {
            Integer earlier = first.putIfAbsent(set.question(i), i);
            if (earlier != null && set.reference(earlier) != set.reference(i)) {
                otherwise.putIfAbsent(set.question(i), i);
            }
        }
        if (otherwise.isEmpty()) {
            return;
        }
        for (int i = 0; i < set.size(); i++) {
            Integer other = otherwise.get(set.question(i));
            if (other != null) {
                int earlier = first.getOrDefault(set.question(i), i);
                long line = set.line(set.reference(i) == set.reference(earlier) ? other : earlier);
                report.at(set.line(i), this, "Line " + line + " contains a different answer to the same question.");
            }
        }
    }
}
