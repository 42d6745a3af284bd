package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.record.Record;

/** A record must not exceed the model's token limit. */
public final class MaxTokens implements RecordRule {
    private static final About ABOUT = new About(
            "MAX_TOKENS",
            Severity.ERROR,
            "Shorten the record, or split it.",
            Sources.PREPARE + "; counted as in " + Sources.HAIKU_VALIDATOR);

    private final int limit;

    public MaxTokens(int limit) {
        this.limit = limit;
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Record record, FindingReporter report) {
        long tokens = record.tokens();
        if (tokens > limit) {
            report.add(
                    this,
                    null,
                    "The record has about " + tokens + " tokens, estimated at one token per "
                            + record.charactersPerToken() + " characters, but the limit is " + limit + ".");
        }
    }
}
