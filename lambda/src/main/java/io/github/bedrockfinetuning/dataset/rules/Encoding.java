package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.Utf8Bytes;

/** The file must be encoded in UTF-8. */
public final class Encoding implements LineRule {
    private static final About ABOUT =
            new About("ENCODING", Severity.ERROR, "Save the file as UTF-8 without compression.", Sources.JSON);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean spoils(Line line, FindingReporter report) {
        int fault = Utf8Bytes.firstFault(line.bytes(), line.from(), line.to());
        if (fault < 0) {
            return false;
        }
        report.add(
                this,
                line.column(fault),
                null,
                String.format("Byte 0x%02X is not part of well-formed UTF-8.", line.bytes()[fault] & 0xFF));
        return true;
    }
}
