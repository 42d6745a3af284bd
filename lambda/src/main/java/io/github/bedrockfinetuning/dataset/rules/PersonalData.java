package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.PersonalNumbers;

/** No text contains a card, account or national identity number with valid check digits. */
public final class PersonalData implements RecordRule {
    private static final About ABOUT = about(PersonalDataPolicy.REDACT);

    private final About about;
    private final SensitiveSearch numbers = new SensitiveSearch(new PersonalNumbers());

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
    public void check(Record record, FindingReporter report) {
        // No hash: a number of nine digits can be found again from one.
        numbers.search(record, (path, found) -> report.add(this, path, "The text holds " + found.kind() + "."));
    }
}
