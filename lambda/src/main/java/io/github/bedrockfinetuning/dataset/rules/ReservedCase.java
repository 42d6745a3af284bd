package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;

/** No text contains a word that the model reserves, written in another case. */
public final class ReservedCase implements RecordRule {
    private static final About ABOUT = new About(
            "RESERVED_CASE",
            Severity.WARNING,
            "Rephrase the text to be safe. Whether the service ignores case is not documented.",
            Sources.NOVA + " lists words in one case only; " + Sources.NOVA_VALIDATOR + " refuses them in any");

    @Override
    public About about() {
        return ABOUT;
    }

    /** {@link ReservedWord} looks for words in any case, and reports here. */
    @Override
    public void check(Record record, FindingReporter report) {}

    void report(String word, String path, FindingReporter report) {
        report.add(
                this,
                path,
                "AWS's validator for Nova refuses \"" + word + "\" in any case; the user guide lists it in one only.");
    }
}
