package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.Severity;
import io.github.bedrockfinetuning.dataset.json.Tape;

/** No text holds a card, account or national identity number whose check digits hold. */
public final class PersonalData implements RecordRule {
    private static final About ABOUT = new About(
            "PERSONAL_DATA",
            Severity.WARNING,
            "Replace the number by a placeholder; a tuned model can repeat what it was trained on.",
            Sources.BEDROCK_DATA);

    private final PersonalNumbers numbers = new PersonalNumbers();
    private final Tape.Utf8 utf8 = new Tape.Utf8();

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, Report report) {
        for (int i = 0; i < record.texts(); i++) {
            Tape.Utf8 text = record.tape().utf8(record.textNode(i), utf8);
            if (numbers.mayHold(text.bytes(), text.from(), text.to())) {
                String path = record.path(i);
                for (Sensitive found : numbers.in(record.tape().text(record.textNode(i)))) {
                    report.add(
                            this, path, "The text holds " + found.kind() + " (SHA-256 begins " + found.digest() + ").");
                }
            }
        }
    }
}
