package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.Severity;
import io.github.bedrockfinetuning.dataset.json.Tape;

/** No text holds a secret such as an access key, a token or a private key. */
public final class Secret implements RecordRule {
    private static final About ABOUT = new About(
            "SECRET",
            Severity.ERROR,
            "Revoke the secret, which must be taken as known by now, and replace it in the text by a placeholder.",
            Sources.BEDROCK_DATA);

    private final Secrets secrets = new Secrets();
    private final Tape.Utf8 utf8 = new Tape.Utf8();

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, Report report) {
        for (int i = 0; i < record.texts(); i++) {
            Tape.Utf8 text = record.tape().utf8(record.textNode(i), utf8);
            if (secrets.mayHold(text.bytes(), text.from(), text.to())) {
                String path = record.path(i);
                for (Sensitive found : secrets.in(record.tape().text(record.textNode(i)))) {
                    report.add(
                            this, path, "The text holds " + found.kind() + " (SHA-256 begins " + found.digest() + ").");
                }
            }
        }
    }
}
