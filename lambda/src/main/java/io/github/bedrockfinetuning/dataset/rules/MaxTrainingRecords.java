package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.catalogue.Model.Limits;

/** The training file must not exceed the model's limit on training records. */
public final class MaxTrainingRecords implements FileRule {
    private static final About ABOUT = new About(
            "MAX_TRAINING_RECORDS",
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
        if (file.kind() == FileKind.TRAINING) {
            limits.records()
                    .maxTraining()
                    .or(limits.records()::max)
                    .filter(max -> file.records() > max)
                    .ifPresent(max -> report.add(
                            this,
                            null,
                            "The file has " + file.records() + " records, but "
                                    + file.model().name() + " accepts at most " + max + " for training."));
        }
    }
}
