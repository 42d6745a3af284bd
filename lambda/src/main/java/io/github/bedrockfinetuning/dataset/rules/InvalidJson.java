package io.github.bedrockfinetuning.dataset.rules;

/** Every line is valid JSON on its own. */
public final class InvalidJson implements LineRule {
    private static final About ABOUT = new About(
            "INVALID_JSON",
            Severity.ERROR,
            "Write the record with a JSON library: one object per line, keys and texts in double quotation marks, line breaks as \\n.",
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
