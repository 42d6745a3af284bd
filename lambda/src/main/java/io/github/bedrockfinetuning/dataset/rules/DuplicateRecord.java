package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import java.util.HashMap;
import java.util.Map;

/** A record should not occur twice. */
public final class DuplicateRecord implements SetRule {
    private static final About ABOUT = new About(
            "DUPLICATE_RECORD",
            Severity.WARNING,
            "Keep only one of the records. The workflow does this for training files.",
            Sources.COMPARISON);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, FindingReporter report) {
        Map<Long, Long> first = new HashMap<>();
        for (int i = 0; i < set.size(); i++) {
            long record = set.question(i) * 31 + set.reference(i);
            Long earlier = first.putIfAbsent(record, set.line(i));
            if (earlier != null) {
                report.at(set.line(i), this, "The record is the same as the one on line " + earlier + ".");
            }
        }
    }
}
