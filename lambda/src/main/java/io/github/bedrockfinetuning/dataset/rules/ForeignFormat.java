package io.github.bedrockfinetuning.dataset.rules;

import org.jspecify.annotations.Nullable;

/** The records must be in a format that Bedrock accepts for training. */
public final class ForeignFormat implements FileRule {
    private static final About ABOUT = new About(
            "FOREIGN_FORMAT",
            Severity.ERROR,
            "Convert the file: ./fine-tune convert {file} --model {model} --out {converted}",
            Sources.PREPARE);
    private static final About UNKNOWN = new About(
            ABOUT.id(),
            ABOUT.severity(),
            "Convert the file, and specify the fields that contain the prompt and the answer: ./fine-tune convert {file} --map"
                    + " prompt=FIELD,completion=FIELD --model {model} --out {converted}",
            ABOUT.source());

    private final @Nullable String found;
    private final boolean known;

    /**
     * Creates the rule for a file.
     *
     * @param found a description of the records; null if their format is accepted
     * @param known whether the conversion needs no further options
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
            report.add(this, null, "The file contains " + found + ", which Bedrock does not accept for training.");
        }
    }
}
