package io.github.bedrockfinetuning.dataset.rules;

/** Training and validation together have no more records than the model takes. */
public final class MaxTotalRecords implements FileRule {
    private static final About ABOUT = new About(
            "MAX_TOTAL_RECORDS",
            Severity.ERROR,
            "Leave records out of either file, or ask AWS to raise the quota where it is adjustable.",
            Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, FindingReporter report) {
        if (file.paired().isEmpty()) {
            return;
        }
        long sum = file.records() + file.paired().getAsLong();
        file.model()
                .limits()
                .maxRecords()
                .filter(max -> sum > max)
                .ifPresent(max -> report.add(
                        this,
                        null,
                        "Training and validation have " + sum + " records together; "
                                + file.model().name() + " takes at most " + max + "."));
    }
}
