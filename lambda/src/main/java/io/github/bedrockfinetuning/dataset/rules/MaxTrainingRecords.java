package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.catalogue.Model.Limits;

/** There are no more training records than the model takes. */
public final class MaxTrainingRecords implements FileRule {
    private static final About ABOUT = new About(
            "MAX_TRAINING_RECORDS",
            Severity.ERROR,
            "Leave records out, or ask AWS to raise the quota where it is adjustable.",
            Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, FindingReporter report) {
        Limits limits = file.model().limits();
        if (file.kind() == FileKind.TRAINING) {
            limits.maxTrainingRecords()
                    .or(limits::maxRecords)
                    .filter(max -> file.records() > max)
                    .ifPresent(max -> report.add(
                            this,
                            null,
                            "The file has " + file.records() + " records; "
                                    + file.model().name() + " takes at most " + max + " for training."));
        }
    }
}
