package io.github.bedrockfinetuning.dataset.rules;

import java.util.Optional;

/** The file must contain at least as many records as the model requires. */
public final class MinRecords implements FileRule {
    private static final About ABOUT = new About("MIN_RECORDS", Severity.ERROR, "Add records.", Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, FindingReporter report) {
        if (file.records() == 0) {
            report.add(this, null, "The file does not contain any records.");
            return;
        }
        if (!file.kind().readByBedrock()) {
            return;
        }
        Optional<Integer> validation = file.model().limits().records().minValidation();
        boolean together = validation.isEmpty() && file.paired().isPresent();
        long records = file.records() + (together ? file.paired().getAsLong() : 0);
        Optional<Integer> least = file.kind() == FileKind.TRAINING || together
                ? file.model().limits().records().min()
                : validation;
        least.filter(min -> records < min)
                .ifPresent(min -> report.add(
                        this,
                        null,
                        (together
                                        ? "The training and validation files together have " + records
                                                + " records, but "
                                        : "The file has " + records + " records; ")
                                + file.model().name() + " requires at least " + min + "."));
    }
}
