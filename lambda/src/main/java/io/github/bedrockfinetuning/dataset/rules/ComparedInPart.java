package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;

/** All records in a file should be checked for duplicates, contradictions, and leaks. */
public final class ComparedInPart implements SetRule {
    private static final About ABOUT = new About(
            "COMPARED_IN_PART",
            Severity.INFO,
            "No action is needed unless the file is larger than intended.",
            Sources.COMPARISON);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, FindingReporter report) {
        if (set.capped()) {
            report.add(this, null, "Only the first " + set.cap() + " records were compared with each other.");
        }
        if (set.nearCapped()) {
            String first = "Only the first " + set.nearCap() + " records";
            report.add(this, null, first + " were checked for nearly identical questions.");
        }
    }
}
