package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;

/** A record must be in the format that its model requires. */
public final class WrongFormat implements RecordRule {
    private static final About ABOUT = new About(
            "WRONG_FORMAT",
            Severity.ERROR,
            "The workflow converts the record. For a job that you create yourself, run ./fine-tune "
                    + "convert {file} --from bedrock --model {model} --out {converted}",
            Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (record.foreign() != null) {
            report.add(
                    this,
                    null,
                    "The record has the format " + record.foreign().id() + ", but the model requires "
                            + record.format().id() + ".");
        }
    }
}
