package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** No label should be much rarer than the others. */
public final class RareLabel implements SetRule {
    private static final About ABOUT = new About(
            "RARE_LABEL",
            Severity.INFO,
            "Correct the label if it is misspelled, or add more records that have it. A model hardly "
                    + "learns from so few records, and the test set might not contain any of them.",
            Sources.COMPARISON);

    /** The maximum length of a label. */
    private static final int LONGEST = 64;
    /** The average number of records per answer below which answers are treated as free text. */
    private static final int RECORDS_PER_LABEL = 4;
    /**
     * The divisor of the average number of records per label. A label is rare if it has less than a quarter of the
     * average number of records, and either fewer than five records or less than a twentieth of the average.
     */
    private static final int RARER_THAN = 4;

    private static final int FEW = 5;
    private static final int SHARE = 20;
    private static final int LINES_SHOWN = 5;

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, FindingReporter report) {
        Map<Long, List<Integer>> labels = new LinkedHashMap<>();
        int longAnswers = 0;
        int size = set.described();
        for (int i = 0; i < size; i++) {
            labels.computeIfAbsent(set.reference(i), none -> new ArrayList<>()).add(i);
            longAnswers += set.traits(i).answerLength() > LONGEST ? 1 : 0;
        }
        if (labels.size() < 2 || labels.size() * RECORDS_PER_LABEL > size || longAnswers * 100 > size) {
            return;
        }
        double average = (double) size / labels.size();
        labels.values().stream()
                .filter(records ->
                        records.size() * RARER_THAN <= average && records.size() < Math.max(FEW, average / SHARE))
                .sorted(Comparator.comparing(records -> records.get(0)))
                .forEach(records -> report.at(
                        set.line(records.get(0)),
                        this,
                        "Only " + records.size() + " of " + size + " records have this answer ("
                                + set.linesOf(records, LINES_SHOWN) + "). On average, an answer occurs in "
                                + Math.round(average) + " records."));
    }
}
