package io.github.bedrockfinetuning.dataset.format;

import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.json.JsonScanner;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.rules.ByteOrderMark;
import io.github.bedrockfinetuning.dataset.source.Lines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a file that can be determined from its first bytes.
 *
 * @param notText the kind of file if it is not plain text; otherwise null
 * @param notLines the apparent format of the file if it is not JSON Lines; otherwise null
 * @param format the format of most of its first records; null if none has a known format
 * @param foreign whether most of its first records have a format that Bedrock does not support for training
 */
public record FileHead(
        @Nullable String notText,
        @Nullable String notLines,
        @Nullable RecordFormatId format,
        boolean foreign) {
    /**
     * The number of bytes to read. They contain dozens of records, so one unusual record does not determine the
     * result.
     */
    public static final int LENGTH = 256 << 10;

    private static final int SAMPLE = 100;

    /**
     * @param head the first {@link #LENGTH} bytes of the file, or all bytes if there are fewer
     */
    public static FileHead of(byte[] head) throws IOException {
        String notText = notText(head);
        return notText != null ? new FileHead(notText, null, null, false) : sample(head);
    }

    private static @Nullable String notText(byte[] head) {
        if (begins(head, 0x1F, 0x8B)) {
            return "compressed with gzip";
        }
        if (begins(head, 'P', 'K', 3, 4)) {
            return "a ZIP archive, or a spreadsheet";
        }
        if (begins(head, 'P', 'A', 'R', '1')) {
            return "a Parquet file";
        }
        if (begins(head, 0x28, 0xB5, 0x2F, 0xFD)) {
            return "compressed with zstd";
        }
        if (begins(head, 'B', 'Z', 'h')) {
            return "compressed with bzip2";
        }
        if (begins(head, 0xFF, 0xFE) || begins(head, 0xFE, 0xFF) || everyOtherByteIsZero(head)) {
            return "encoded in UTF-16 or UTF-32";
        }
        return null;
    }

    private static boolean begins(byte[] head, int... signature) {
        if (head.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((head[i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Checks whether the bytes are UTF-16 or UTF-32 text that has no byte order mark and begins with ASCII
     * characters.
     */
    private static boolean everyOtherByteIsZero(byte[] head) {
        return head.length >= 4
                && ((head[0] == 0 && head[1] != 0 && head[2] == 0)
                        || (head[0] != 0 && head[1] == 0 && head[3] == 0)
                        || (head[0] == 0 && head[1] == 0 && head[2] == 0 && head[3] != 0));
    }

    private static FileHead sample(byte[] head) throws IOException {
        int from = ByteOrderMark.at(head, 0, head.length) ? ByteOrderMark.LENGTH : 0;
        JsonScanner scanner = new JsonScanner();
        Lines lines = new Lines(new ByteArrayInputStream(head, from, head.length - from));
        Map<RecordFormatId, Integer> votes = new EnumMap<>(RecordFormatId.class);
        int seen = 0;
        int objects = 0;
        int likeRecords = 0;
        String first = null;
        while (seen < SAMPLE && lines.next()) {
            if (lines.blank()) {
                continue;
            }
            seen++;
            likeRecords += likeRecord(lines) ? 1 : 0;
            if (first == null) {
                first = firstLine(lines);
            }
            boolean json = scanner.scan(lines.bytes(), lines.from(), lines.to())
                    && scanner.tape().is(0, Tape.Type.OBJECT);
            objects += json ? 1 : 0;
            if (json) {
                RecordFormats.recognize(scanner.tape()).ifPresent(id -> votes.merge(id, 1, Integer::sum));
            }
        }
        RecordFormatId format = votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
        int known = votes.values().stream().mapToInt(Integer::intValue).sum();
        return new FileHead(
                null,
                first == null ? null : notLines(first, likeRecords > 0),
                format,
                known * 2 < objects && objects * 2 > seen);
    }

    private static String firstLine(Lines lines) {
        return new String(
                        lines.bytes(), lines.from(), Math.min(lines.to() - lines.from(), 4096), StandardCharsets.UTF_8)
                .strip();
    }

    private static @Nullable String notLines(String first, boolean likeRecords) {
        if (first.startsWith("[")
                && (first.equals("[") || first.substring(1).stripLeading().startsWith("{"))) {
            return "one JSON array";
        }
        if (likeRecords) {
            return null;
        }
        if (first.startsWith("{")) {
            return "a JSON value that spans several lines";
        }
        return first.indexOf('\t') >= 0 ? "a tab-separated table" : first.indexOf(',') >= 0 ? "CSV" : "plain text";
    }

    /** Checks whether a line resembles a record: it begins and ends with a brace, optionally followed by a comma. */
    private static boolean likeRecord(Lines lines) {
        byte[] b = lines.bytes();
        int from = lines.from();
        int to = lines.to();
        while (from < to && b[from] <= ' ' && b[from] >= 0) {
            from++;
        }
        while (to > from && (b[to - 1] <= ' ' && b[to - 1] >= 0 || b[to - 1] == ',')) {
            to--;
        }
        return to - from > 1 && b[from] == '{' && (b[to - 1] == '}' || lines.cut() || to - from > LENGTH / 2);
    }
}
