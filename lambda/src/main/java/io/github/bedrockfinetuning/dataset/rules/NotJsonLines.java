package io.github.bedrockfinetuning.dataset.rules;

import org.jspecify.annotations.Nullable;

/** The file must be in JSON Lines format, with one JSON object on every line. */
public final class NotJsonLines implements FileRule {
    private static final About ABOUT = new About(
            "NOT_JSONL",
            Severity.ERROR,
            "Convert the file: ./fine-tune convert {file} --model {model} --out {converted}",
            Sources.TROUBLESHOOTING);
    private static final About UNKNOWN = new About(
            ABOUT.id(),
            ABOUT.severity(),
            "Write one JSON object per line. If the file has named fields or columns, you can convert it: ./fine-tune convert"
                    + " {file} --map prompt=FIELD,completion=FIELD --model {model} --out {converted}",
            ABOUT.source());

    private final @Nullable String found;
    private final boolean known;

    /**
     * Creates the rule for a file.
     *
     * @param found a description of the actual format; null if the file is JSON Lines
     * @param known whether the conversion needs no further options
     */
    public NotJsonLines(@Nullable String found, boolean known) {
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
            report.add(this, null, "The file is not in JSON Lines format. It looks like " + found + ".");
        }
    }
}
