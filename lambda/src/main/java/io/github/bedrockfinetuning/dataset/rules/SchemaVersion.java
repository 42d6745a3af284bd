package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;

/** A Bedrock conversation should specify its schema version, bedrock-conversation-2024. */
public final class SchemaVersion implements RecordRule {
    private static final About ABOUT = new About(
            "SCHEMA_VERSION",
            Severity.INFO,
            "Add \"schemaVersion\": \"bedrock-conversation-2024\". If it is missing, the workflow adds it.",
            Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (!record.inFormat()) {
            return;
        }
        int version = record.tape().get(0, "schemaVersion");
        if (version == Tape.NONE
                || !record.tape().keyIs(version, record.format().id())) {
            String found = version == Tape.NONE
                    ? "The record has no schema version."
                    : "The record has a different schema version.";
            report.add(this, "schemaVersion", found);
        }
    }
}
