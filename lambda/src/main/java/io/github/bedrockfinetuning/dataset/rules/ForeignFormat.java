package io.github.bedrockfinetuning.dataset.rules;

import org.jspecify.annotations.Nullable;

/** The records have a format that Bedrock trains on, not one of another service or program. */
public final class ForeignFormat implements FileRule {
    private static final About ABOUT = new About(
            "FOREIGN_FORMAT",
            Severity.ERROR,
            "Convert the file: ./fine-tune convert {file} --model {model} --out {converted}",
            Sources.PREPARE);
    private static final About UNKNOWN = new About(
            ABOUT.id(),
            ABOUT.severity(),
            "Convert the file, and say which fields are the prompt and the answer: ./fine-tune convert {file} --map"
                    + " prompt=FIELD,completion=FIELD --model {model} --out {converted}",
            ABOUT.source());

    private final @Nullable String found;
    private final boolean known;

    /**
     * @param found what the records are, or null if they are as they should be
     * @param known whether converting needs to be told no more
     */
    public ForeignFormat(@Nullable String found, boolean known) {
        this.found = found;
        this.known = known;
    }

    @Override
    public About about() {
        return known ? ABOUT : UNKNOWN;
    }

    @Override
    public void check(FileFacts file, FindingReporter report) {
        if (found != null) {
            report.add(this, null, "The file holds " + found + ", which Bedrock does not train on.");
        }
    }
}
