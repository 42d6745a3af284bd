package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;

/** Checks a single record. Instances have their own scratch space and cannot be shared between threads. */
public interface RecordRule extends Rule {
    void check(Record record, FindingReporter report);
}
