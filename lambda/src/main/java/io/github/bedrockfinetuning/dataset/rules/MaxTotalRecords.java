package io.github.bedrockfinetuning.dataset.rules;

/** The training and validation files together must not exceed the model's record limit. */
public final class MaxTotalRecords implements FileRule {
    private static final About ABOUT = new About(
            "MAX_TOTAL_RECORDS",
            Severity.ERROR,
            "Remove records from either file, or request a quota increase if the quota is adjustable.",
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
                .records()
                .max()
                .filter(max -> sum > max)
                .ifPresent(max -> report.add(
                        this,
                        null,
                        "The training and validation files together have " + sum + " records, but "
                                + file.model().name() + " accepts at most " + max + "."));
    }
}
