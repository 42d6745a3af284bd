package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;

/** In a record for Claude, the system prompt must be a string. */
public final class SystemType implements RecordRule {
    private static final About ABOUT = new About(
            "SYSTEM_TYPE",
            Severity.ERROR,
            "Write the system prompt as one string, or remove \"system\".",
            Sources.HAIKU_VALIDATOR);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (record.inFormat()) {
            int system = record.tape().get(0, "system");
            if (system != Tape.NONE && !record.tape().is(system, Type.STRING)) {
                report.add(this, "system", "\"system\" is not a string.");
            }
        }
    }
}
