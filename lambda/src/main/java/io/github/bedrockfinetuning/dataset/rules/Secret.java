package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;
import io.github.bedrockfinetuning.dataset.sensitive.Secrets;

/** Text must not contain a secret, such as an access key, a token, or a private key. */
public final class Secret implements RecordRule {
    private static final About ABOUT = new About(
            "SECRET",
            Severity.ERROR,
            "Revoke the secret, because it must be considered compromised, and replace it with a placeholder. If it is not a"
                    + " secret, add its fingerprint or its kind to allowSensitive in run.json, with the reason.",
            Sources.BEDROCK_DATA);

    private final SensitiveSearch secrets;

    public Secret(Exemptions exemptions) {
        secrets = new SensitiveSearch(new Secrets(), exemptions);
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        secrets.search(
                record,
                report,
                (path, found) -> report.add(
                        this,
                        path,
                        "The text contains " + found.kind() + " (fingerprint " + found.fingerprint() + ")."));
    }
}
