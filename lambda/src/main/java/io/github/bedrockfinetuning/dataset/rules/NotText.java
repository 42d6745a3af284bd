package io.github.bedrockfinetuning.dataset.rules;

import org.jspecify.annotations.Nullable;

/** The file is plain UTF-8 text, neither compressed nor in another encoding. */
public final class NotText implements FileRule {
    private static final About ABOUT = new About(
            "ENCODING", Severity.ERROR, "Decompress the file, and save it as UTF-8.", Sources.TROUBLESHOOTING);

    private final @Nullable String found;

    /** @param found what the file is instead, or null if it is text */
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
