package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;
import java.util.Locale;

/** A record must be a JSON object. */
public final class NotObject implements RecordRule {
    private static final About ABOUT =
            new About("NOT_OBJECT", Severity.ERROR, "Write each record as one object: {...}.", Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (!record.isObject()) {
            String found = record.tape().type(0).name().toLowerCase(Locale.ROOT);
            report.add(this, null, "The record is a JSON " + found + ", not an object.");
        }
    }
}
