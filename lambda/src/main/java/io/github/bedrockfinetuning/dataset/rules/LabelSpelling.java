package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.likeness.Traits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Labels should not differ only in case, spaces, or a final period. */
public final class LabelSpelling implements SetRule {
    private static final About ABOUT = new About(
            "LABEL_SPELLING",
            Severity.WARNING,
            "Use one spelling. Otherwise, the model learns two labels, and an exact comparison counts "
                    + "one of them as wrong.",
            Sources.COMPARISON);

    /** The average number of records per answer below which answers are treated as free text. */
    private static final int RECORDS_PER_LABEL = 2;

    private static final int LINES_SHOWN = 5;

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, FindingReporter report) {
        Map<Long, Map<Long, List<Integer>>> labels = labels(set);
        if (labels.size() * RECORDS_PER_LABEL > set.described()) {
            return;
        }
        Map<Long, Map<Long, List<Integer>>> trained = set.training() == null ? Map.of() : labels(set.training());
        labels.forEach((label, spellings) -> {
            Map<Long, List<Integer>> usual = trained.getOrDefault(label, spellings);
            Map.Entry<Long, List<Integer>> most = usual.entrySet().stream()
                    .max(Map.Entry.comparingByValue((a, b) -> Integer.compare(a.size(), b.size())))
                    .orElseThrow();
            Fingerprints file = usual == spellings || set.training() == null ? set : set.training();
            spellings.forEach((spelling, records) -> {
                if (!spelling.equals(most.getKey())) {
                    report.at(
                            set.line(records.get(0)),
                            this,
                            "The answer in " + set.linesOf(records, LINES_SHOWN) + " differs from line "
                                    + file.line(most.getValue().get(0))
                                    + (file == set ? "" : " of the training file") + ", whose spelling occurs in "
                                    + most.getValue().size()
                                    + " records, only in case, spaces, or a final period.");
                }
            });
        });
    }

    /** Returns the records with each spelling of each label. */
    private static Map<Long, Map<Long, List<Integer>>> labels(Fingerprints set) {
        Map<Long, Map<Long, List<Integer>>> labels = new LinkedHashMap<>();
        for (int i = 0; i < set.described(); i++) {
            if (set.traits(i).label() != Traits.NO_LABEL) {
                labels.computeIfAbsent(set.traits(i).label(), none -> new HashMap<>())
                        .computeIfAbsent(set.reference(i), none -> new ArrayList<>())
                        .add(i);
            }
        }
        return labels;
    }
}
