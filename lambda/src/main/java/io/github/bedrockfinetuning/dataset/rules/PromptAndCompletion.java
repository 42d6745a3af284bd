package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import io.github.bedrockfinetuning.dataset.record.Record;

/** A record for Llama 3.1 must have a prompt and a completion, both of which must be strings. */
public final class PromptAndCompletion implements RecordRule {
    private static final About ABOUT = new About(
            "PROMPT_COMPLETION",
            Severity.ERROR,
            "Write {\"prompt\": ..., \"completion\": ...} with strings.",
            Sources.META_VALIDATOR);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        if (record.inFormat()) {
            field(record.tape(), "prompt", report);
            field(record.tape(), "completion", report);
        }
    }

    private void field(Tape tape, String name, FindingReporter report) {
        int node = tape.get(0, name);
        if (node == Tape.NONE) {
            report.add(this, name, "The record has no \"" + name + "\".");
        } else if (!tape.is(node, Type.STRING)) {
            report.add(this, name, "\"" + name + "\" is not a string.");
        }
    }
}
