package io.github.bedrockfinetuning.dataset.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import io.github.bedrockfinetuning.dataset.source.Lines;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two files that help a user correct a rejected upload: a file with every record that has an error, and a copy of the
 * training file without these records, which can be uploaded without changes.
 *
 * @param refused the number of records with errors
 * @param cleaned the file without these records; null if no record is left, no record had to be removed, or there are
 *     more errors than are listed
 */
record Rejection(long refused, @Nullable Path cleaned) {
    /** The maximum length, in bytes, of the part of a rejected record that is shown. */
    private static final int LONGEST_SHOWN = 64 << 10;

    /**
     * @param sensitive whether to mask personal identification numbers in the remaining records
     */
    static Rejection of(
            Preparation.UploadedFiles drop,
            List<CheckResult> checks,
            SensitivePolicy sensitive,
            Path refusedFile,
            Path cleanedFile)
            throws IOException {
        Redaction redaction = new Redaction(sensitive);
        Map<String, Map<Long, String>> reasons = reasons(checks);
        boolean allListed = checks.stream().allMatch(check -> check.truncated() == 0);
        Source training = drop.training();
        long refused = 0;
        long kept = 0;
        long dropped = 0;
        try (BufferedWriter out = Files.newBufferedWriter(refusedFile);
                OutputStream cleaned = new BufferedOutputStream(Files.newOutputStream(cleanedFile))) {
            for (Source source : new Source[] {training, drop.validation(), drop.test(), drop.general()}) {
                Map<Long, String> errors = source == null ? Map.of() : reasons.getOrDefault(source.name(), Map.of());
                if (errors.isEmpty()) {
                    continue;
                }
                refused += errors.size();
                try (InputStream in = source.open()) {
                    Lines lines = new Lines(in);
                    while (lines.next()) {
                        String reason = errors.get(lines.number());
                        if (reason != null) {
                            out.write(entry(source.name(), lines.number(), reason, shown(lines)));
                            out.write('\n');
                            dropped += source == training ? 1 : 0;
                        } else if (source == training) {
                            cleaned.write(redaction
                                    .ofLine(text(lines, Integer.MAX_VALUE))
                                    .getBytes(StandardCharsets.UTF_8));
                            cleaned.write('\n');
                            kept++;
                        }
                    }
                }
            }
        }
        return new Rejection(refused, allListed && kept > 0 && dropped > 0 ? cleanedFile : null);
    }

    /** Returns all errors by file and line. */
    private static Map<String, Map<Long, String>> reasons(List<CheckResult> checks) {
        Map<String, Map<Long, String>> reasons = new HashMap<>();
        for (CheckResult check : checks) {
            for (Finding finding : check.findings()) {
                if (finding.severity() == Severity.ERROR && finding.line() != null) {
                    reasons.computeIfAbsent(finding.file(), file -> new HashMap<>())
                            .merge(
                                    finding.line(),
                                    finding.rule() + ": " + finding.message(),
                                    (one, other) -> one + " " + other);
                }
            }
        }
        return reasons;
    }

    /**
     * Returns one line that contains the reason for the removal of a record, and the record with sensitive values
     * masked.
     */
    static String entry(String file, long line, String reason, String record) {
        ObjectNode entry = StrictJson.MAPPER.createObjectNode();
        return entry.put("file", file)
                .put("line", line)
                .put("reason", reason)
                .put("record", record)
                .toString()
                // Only texts can contain this character. Escaping it prevents a page that embeds the line from treating
                // it as markup.
                .replace("<", "\\u003c");
    }

    private static String shown(Lines lines) {
        return Excerpts.ofLine(text(lines, LONGEST_SHOWN), LONGEST_SHOWN);
    }

    private static String text(Lines lines, int longest) {
        int length = Math.min(longest, lines.to() - lines.from());
        return new String(lines.bytes(), lines.from(), length, StandardCharsets.UTF_8);
    }
}
