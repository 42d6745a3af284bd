package io.github.bedrockfinetuning.dataset.rules;

/** Looks at one record. Instances keep scratch space and are not shared by threads. */
public interface RecordRule extends Rule {
    void check(Record record, Report report);
}
