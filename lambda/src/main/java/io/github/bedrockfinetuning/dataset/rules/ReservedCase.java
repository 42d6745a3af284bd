package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;

/** Text should not contain a reserved word of the model in a different case. */
public final class ReservedCase implements RecordRule {
    private static final About ABOUT = new About(
            "RESERVED_CASE",
            Severity.WARNING,
            "To be safe, rephrase the text. AWS does not document whether the service ignores case.",
            Sources.NOVA + " lists words in only one case, but " + Sources.NOVA_VALIDATOR
                    + " rejects them in any case");

    @Override
    public About about() {
        return ABOUT;
    }

    /** Does nothing. {@link ReservedWord} searches for words in any case and reports them here. */
    @Override
    public void check(Record record, FindingReporter report) {}

    void report(String word, String path, FindingReporter report) {
        report.add(
                this,
                path,
                "AWS's validator for Nova rejects \"" + word
                        + "\" in any case, but the user guide lists it in only one case.");
    }
}
