package io.github.bedrockfinetuning.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Form;
import io.github.bedrockfinetuning.dataset.rules.ByteOrderMark;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the first bytes of a file tell about all of it.
 *
 * @param notText what the file is if it is no plain text, otherwise null
 * @param notLines what the file looks like if it is no JSON Lines, otherwise null
 * @param form the form that most of its first records have; null if none has any
 */
record Head(String notText, String notLines, Form form) {
    /** In bytes: some dozens of records, so that one stray record does not decide. */
    static final int LENGTH = 256 << 10;

    private static final int SAMPLE = 100;

    /** Reads ahead and then sets the stream back; it must support marks. */
    static Head of(InputStream in) throws IOException {
        in.mark(LENGTH);
        byte[] head = in.readNBytes(LENGTH);
        in.reset();
        String notText = notText(head);
        return notText != null ? new Head(notText, null, null) : sample(head);
    }

    private static String notText(byte[] head) {
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
            return "written in UTF-16 or UTF-32";
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

    /** Text in UTF-16 or UTF-32 without a mark: its first characters are ASCII. */
    private static boolean everyOtherByteIsZero(byte[] head) {
        return head.length >= 4
                && ((head[0] == 0 && head[1] != 0 && head[2] == 0)
                        || (head[0] != 0 && head[1] == 0 && head[3] == 0)
                        || (head[0] == 0 && head[1] == 0 && head[2] == 0 && head[3] != 0));
    }

    private static Head sample(byte[] head) throws IOException {
        int from = ByteOrderMark.at(head, 0, head.length) ? ByteOrderMark.LENGTH : 0;
        Lines lines = new Lines(new ByteArrayInputStream(head, from, head.length - from));
        Map<Form, Integer> votes = new EnumMap<>(Form.class);
        int seen = 0;
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
            Form form = form(lines);
            if (form != null) {
                votes.merge(form, 1, Integer::sum);
            }
        }
        Form form = votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
        return new Head(null, seen == 0 ? null : notLines(first, likeRecords > 0), form);
    }

    private static String firstLine(Lines lines) {
        return new String(
                        lines.bytes(), lines.from(), Math.min(lines.to() - lines.from(), 4096), StandardCharsets.UTF_8)
                .strip();
    }

    private static String notLines(String first, boolean likeRecords) {
        if (first.startsWith("[")
                && (first.equals("[") || first.substring(1).stripLeading().startsWith("{"))) {
            return "one JSON array";
        }
        if (likeRecords) {
            return null;
        }
        if (first.startsWith("{")) {
            return "one JSON value over several lines";
        }
        return first.indexOf('\t') >= 0 ? "a table with tabs" : first.indexOf(',') >= 0 ? "CSV" : "plain text";
    }

    /** Whether a line at least tries to be a record: it begins with a brace and ends with one, but for a comma. */
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

    private static Form form(Lines lines) throws IOException {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(lines.bytes(), lines.from(), lines.to() - lines.from());
        } catch (JsonProcessingException e) {
            return null;
        }
        if (node.has("schemaVersion") || node.path("system").isArray() || firstItem(node)) {
            return Form.CONVERSATION;
        }
        if (node.has("messages")) {
            return Form.MESSAGES;
        }
        return node.has("prompt") && node.has("completion") ? Form.PROMPT_COMPLETION : null;
    }

    private static boolean firstItem(JsonNode node) {
        JsonNode item = node.path("messages").path(0).path("content").path(0);
        return item.has("text") && !item.has("type");
    }
}
