package io.github.bedrockfinetuning.dataset.rules;

/** A line must be at most 16 MiB long. */
public final class LineTooLong implements LineRule {
    private static final About ABOUT = new About(
            "LINE_TOO_LONG",
            Severity.ERROR,
            "Write one record per line, and remove everything that is not text.",
            Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean spoils(Line line, FindingReporter report) {
        if (!line.cut()) {
            return false;
        }
        report.add(
                this,
                null,
                "The line is longer than 16 MiB, which exceeds every model's token limit. It was not read.");
        return true;
    }
}
