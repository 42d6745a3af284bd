package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.likeness.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All questions should be in one language. */
public final class LanguageMix implements SetRule {
    private static final About ABOUT = new About(
            "LANGUAGE_MIX",
            Severity.INFO,
            "No action is needed if users write in all of these languages. Otherwise, remove the records in the other languages. To compare the results by language, use a slice.",
            Sources.COMPARISON);

    /**
     * The minimum number of records for a language to be reported. Fewer are treated as quotations or detection
     * errors.
     */
    private static final int FEWEST = 3;

    private static final int LINES_SHOWN = 5;

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, FindingReporter report) {
        Map<Integer, List<Integer>> byLanguage = new TreeMap<>();
        for (int i = 0; i < set.described(); i++) {
            int language = set.traits(i).language();
            if (language != Languages.UNKNOWN) {
                byLanguage.computeIfAbsent(language, none -> new ArrayList<>()).add(i);
            }
        }
        byLanguage.values().removeIf(records -> records.size() < FEWEST);
        byLanguage.entrySet().stream()
                .max(Map.Entry.comparingByValue((a, b) -> a.size() - b.size()))
                .ifPresent(main -> byLanguage.forEach((language, records) -> {
                    if (!language.equals(main.getKey())) {
                        report.at(
                                set.line(records.get(0)),
                                this,
                                "At least " + records.size() + " questions are in "
                                        + Languages.name(language) + " (" + set.linesOf(records, LINES_SHOWN)
                                        + "), " + main.getValue().size() + " in "
                                        + Languages.name(main.getKey()) + ".");
                    }
                }));
    }
}
