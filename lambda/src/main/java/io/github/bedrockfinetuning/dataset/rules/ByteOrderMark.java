package io.github.bedrockfinetuning.dataset.rules;

/** The file must not begin with a byte order mark. */
public final class ByteOrderMark implements LineRule {
    private static final About ABOUT = new About(
            "BOM", Severity.ERROR, "Save the file as UTF-8 without a byte order mark (BOM).", Sources.HAIKU_VALIDATOR);
    /** The length of the mark in bytes. */
    public static final int LENGTH = 3;

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean spoils(Line line, FindingReporter report) {
        if (!at(line.bytes(), line.from(), line.to())) {
            return false;
        }
        report.add(this, 1, null, "The file begins with a byte order mark, which JSON parsers reject.");
        return true;
    }

    /** Returns whether a sequence of bytes begins with a byte order mark. */
    public static boolean at(byte[] b, int from, int to) {
        return to - from >= LENGTH
                && (b[from] & 0xFF) == 0xEF
                && (b[from + 1] & 0xFF) == 0xBB
                && (b[from + 2] & 0xFF) == 0xBF;
    }
}
