package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.Severity;

/** A record has the form that its model is trained on. */
public final class WrongFormat implements RecordRule {
    private static final About ABOUT = new About(
            "WRONG_FORMAT",
            Severity.ERROR,
            "Convert the file for the model: fine-tune convert FILE --from bedrock --model ID --out FILE.",
            Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, Report report) {
        if (record.foreign() != null) {
            report.add(
                    this,
                    null,
                    "The record has the form " + record.foreign().id() + "; the model takes "
                            + record.form().id() + ".");
        }
    }
}
