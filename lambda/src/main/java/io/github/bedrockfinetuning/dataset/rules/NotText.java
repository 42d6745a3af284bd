package io.github.bedrockfinetuning.dataset.rules;

import org.jspecify.annotations.Nullable;

/** The file must be uncompressed, plain UTF-8 text. */
public final class NotText implements FileRule {
    private static final About ABOUT = new About(
            "ENCODING", Severity.ERROR, "Decompress the file, and save it as UTF-8.", Sources.TROUBLESHOOTING);

    private final @Nullable String found;

    /**
     * Creates the rule for a file.
     *
     * @param found a description of the actual content; null if the file is text
     */
    public NotText(@Nullable String found) {
        this.found = found;
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, FindingReporter report) {
        if (found != null) {
            report.add(this, null, "The file is " + found + ".");
        }
    }
}
