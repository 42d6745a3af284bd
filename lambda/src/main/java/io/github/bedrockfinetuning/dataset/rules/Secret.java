package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.sensitive.Secrets;

/** No text contains a secret such as an access key, a token or a private key. */
public final class Secret implements RecordRule {
    private static final About ABOUT = new About(
            "SECRET",
            Severity.ERROR,
            "Revoke the secret, because it must be considered compromised, and replace it with a placeholder.",
            Sources.BEDROCK_DATA);

    private final SensitiveSearch secrets = new SensitiveSearch(new Secrets());

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        secrets.search(
                record,
                (path, found) -> report.add(
                        this, path, "The text holds " + found.kind() + " (SHA-256 begins " + found.digest() + ")."));
    }
}
