package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.PersonalNumbers;

/**
 * Text should not contain a payment card number, an account number, or a national identity number that has valid
 * check digits.
 */
public final class PersonalData implements RecordRule {
    private static final About ABOUT = about(PersonalDataPolicy.REDACT);

    private final About about;
    private final SensitiveSearch numbers;

    public PersonalData(SensitivePolicy policy) {
        about = policy.masks() ? ABOUT : about(policy.personalData());
        numbers = new SensitiveSearch(new PersonalNumbers(), policy.exemptions());
    }

    private static About about(PersonalDataPolicy policy) {
        String remedy = switch (policy) {
            case REFUSE -> "Replace the number with a placeholder";
            case REDACT ->
                "Replace the number with a placeholder. The workflow does this in the staged files, unless personalData"
                        + " in run.json is refuse or allow";
            case ALLOW -> "If the task requires the number, no action is needed";
        };
        String exempt = policy == PersonalDataPolicy.ALLOW
                ? ""
                : " If it is not a personal identification number, add its fingerprint or its kind to allowSensitive in run.json, with"
                        + " the reason.";
        return new About(
                "PERSONAL_DATA",
                policy.severity(),
                remedy + ". A tuned model can repeat its training data." + exempt,
                Sources.BEDROCK_DATA);
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        numbers.search(
                record,
                report,
                (path, found) -> report.add(
                        this,
                        path,
                        "The text contains " + found.kind() + " (fingerprint " + found.fingerprint() + ")."));
    }
}
