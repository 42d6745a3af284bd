package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;

/** A record does not exceed the token limit even if its script takes more tokens per character. */
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
    public void check(Record record, FindingReporter report) {
        // Half a token more for every byte by which the texts are longer than their characters.
        long high = record.codePoints() / record.charactersPerToken() + (record.utf8Length() - record.codePoints()) / 2;
        if (high > limit && record.tokens() <= limit) {
            report.add(
                    this,
                    null,
                    "The record may have up to " + high + " tokens, by the kinds of its characters; the limit is "
                            + limit + ".");
        }
    }
}
