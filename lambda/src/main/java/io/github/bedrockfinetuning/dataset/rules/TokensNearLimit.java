package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.Severity;

/** A record keeps within the token limit also where its script takes more tokens a character. */
public final class TokensNearLimit implements RecordRule {
    private static final About ABOUT = new About(
            "TOKENS_NEAR_LIMIT",
            Severity.WARNING,
            "Shorten the record if the job refuses it: how many tokens it has depends on its script.",
            Sources.PREPARE);

    private final int limit;

    public TokensNearLimit(int limit) {
        this.limit = limit;
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, Report report) {
        // No text has more tokens than bytes.
        if (record.utf8Length() <= limit || record.tokens() > limit) {
            return;
        }
        long high = record.mostTokens();
        if (high > limit) {
            report.add(
                    this,
                    null,
                    "The record may have up to " + high + " tokens, by the kinds of its characters; the limit is "
                            + limit + ".");
        }
    }
}
