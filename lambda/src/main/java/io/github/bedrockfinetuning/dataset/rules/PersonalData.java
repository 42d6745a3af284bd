package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.json.Tape;

/** No text holds a card, account or national identity number whose check digits hold. */
public final class PersonalData implements RecordRule {
    private static final About ABOUT = about(PersonalDataPolicy.REDACT);

    private final About about;
    private final PersonalNumbers numbers = new PersonalNumbers();
    private final Tape.Utf8 utf8 = new Tape.Utf8();

    public PersonalData(PersonalDataPolicy policy) {
        about = policy == PersonalDataPolicy.REDACT ? ABOUT : about(policy);
    }

    private static About about(PersonalDataPolicy policy) {
        String remedy = switch (policy) {
            case REFUSE -> "Replace the number by a placeholder";
            case REDACT ->
                "Replace the number by a placeholder; the workflow does so in what it stages, unless "
                        + "run.json's personalData is refuse or allow";
            case ALLOW -> "Nothing needs doing if the task needs the number, as personalData: allow says";
        };
        return new About(
                "PERSONAL_DATA",
                policy.severity(),
                remedy + ". A tuned model can repeat what it was trained on.",
                Sources.BEDROCK_DATA);
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public void check(Record record, Report report) {
        for (int i = 0; i < record.texts(); i++) {
            Tape.Utf8 text = record.tape().utf8(record.textNode(i), utf8);
            if (numbers.mayHold(text.bytes(), text.from(), text.to())) {
                String path = record.path(i);
                for (Sensitive found : numbers.in(record.tape().text(record.textNode(i)))) {
                    // No hash: a number of nine digits can be found again from one.
                    report.add(this, path, "The text holds " + found.kind() + ".");
                }
            }
        }
    }
}
