package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.catalogue.Model.Limits;

/** The validation file must not exceed the model's limit on validation records. */
public final class MaxValidationRecords implements FileRule {
    private static final About ABOUT = new About(
            "MAX_VALIDATION_RECORDS",
            Severity.ERROR,
            "Remove records, or request a quota increase if the quota is adjustable.",
            Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, FindingReporter report) {
        Limits limits = file.model().limits();
        if (file.kind() == FileKind.VALIDATION) {
            limits.records()
                    .maxValidation()
                    .filter(max -> file.records() > max)
                    .ifPresent(max -> report.add(
                            this,
                            null,
                            "The file has " + file.records() + " records, but "
                                    + file.model().name() + " accepts at most " + max + " for validation."));
        }
    }
}
