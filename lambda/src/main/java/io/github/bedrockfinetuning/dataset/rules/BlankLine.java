package io.github.bedrockfinetuning.dataset.rules;

/** A file must not contain blank lines. */
public final class BlankLine implements LineRule {
    private static final About ABOUT = new About(
            "BLANK_LINE",
            Severity.ERROR,
            "Delete the line. Bedrock does not accept empty lines, not even at the end of the file.",
            Sources.TROUBLESHOOTING);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean spoils(Line line, FindingReporter report) {
        if (!line.blank()) {
            return false;
        }
        report.add(this, null, "The line is blank.");
        return true;
    }
}
