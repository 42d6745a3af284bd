package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;

/** Looks at one record. Instances keep scratch space and are not shared by threads. */
public interface RecordRule extends Rule {
    void check(Record record, FindingReporter report);
}
