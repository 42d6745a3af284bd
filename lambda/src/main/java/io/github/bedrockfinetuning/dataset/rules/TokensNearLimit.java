package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;

/** A record should not exceed the token limit, even if its script requires more tokens per character. */
public final class TokensNearLimit implements RecordRule {
    private static final About ABOUT = new About(
            "TOKENS_NEAR_LIMIT",
            Severity.WARNING,
            "Shorten the record if the job rejects it. The number of tokens depends on the script.",
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
        // Adds half a token for each byte by which the UTF-8 length exceeds the number of characters.
        long high = record.codePoints() / record.charactersPerToken() + (record.utf8Length() - record.codePoints()) / 2;
        if (high > limit && record.tokens() <= limit) {
            report.add(
                    this,
                    null,
                    "The record might have up to " + high + " tokens, based on its characters, but the limit is "
                            + limit + ".");
        }
    }
}
