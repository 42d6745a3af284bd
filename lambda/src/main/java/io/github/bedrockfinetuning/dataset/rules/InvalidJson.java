package io.github.bedrockfinetuning.dataset.rules;

/** Every line must be valid JSON on its own. */
public final class InvalidJson implements LineRule {
    private static final About ABOUT = new About(
            "INVALID_JSON",
            Severity.ERROR,
            "Use a JSON library to write the records. Write one object per line, enclose keys and "
                    + "strings in double quotation marks, and write line breaks as \\n.",
            Sources.TROUBLESHOOTING);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean spoils(Line line, FindingReporter report) {
        if (line.scanner().scan(line.bytes(), line.from(), line.to())) {
            return false;
        }
        int fault = line.scanner().faultAt();
        report.add(
                this,
                line.column(fault),
                null,
                "The line is not valid JSON: " + line.scanner().fault() + ".");
        return true;
    }
}
