package io.github.bedrockfinetuning.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Generates chat records with a seed: Nova conversations of about 8 KB each. */
final class ChatFile {
    private static final String[] WORDS =
            ("the of and to a in for is on that by this with you it not or be are from at as "
                            + "your all have new more an was we will can us about if page my has but our one other do no "
                            + "account order delivery refund invoice payment customer support please thank would like "
                            + "could check number address e-mail password reset device version update error message "
                            + "Monday London Berlin M\\u00fcnchen café naïve Größe AcmeCloud iPhone API JSON \\\"quoted\\\" "
                            + "2024 3.5 1,299 24 hours 10 percent (see below) https://example.com/help?id=7 — yes; no: "
                            + "because therefore however although during shipping warehouse colour")
                    .split(" ");

    private final Random random;

    ChatFile(long seed) {
        random = new Random(seed);
    }

    void write(Path file, long bytes) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (long written = 0; written < bytes; ) {
                byte[] record = record(4, 340).getBytes(UTF_8);
                out.write(record);
                written += record.length;
            }
        }
    }

    /** Returns one line with its line feed. */
    String record(int exchanges, int words) {
        StringBuilder line = new StringBuilder(10_000);
        line.append("{\"schemaVersion\": \"bedrock-conversation-2024\", \"system\": [{\"text\": \"");
        text(line, 30);
        line.append("\"}], \"messages\": [");
        for (int i = 0; i < exchanges; i++) {
            line.append(i == 0 ? "" : ", ").append("{\"role\": \"user\", \"content\": [{\"text\": \"");
            text(line, words / 3);
            line.append("\"}]}, {\"role\": \"assistant\", \"content\": [{\"text\": \"");
            text(line, words);
            line.append("\"}]}");
        }
        return line.append("]}\n").toString();
    }

    private void text(StringBuilder line, int about) {
        int count = about / 2 + random.nextInt(about + 1);
        boolean begins = true;
        for (int i = 0; i <= count; i++) {
            String word = WORDS[random.nextInt(WORDS.length)];
            if (begins) {
                line.append(word.substring(0, 1).toUpperCase(java.util.Locale.ROOT))
                        .append(word, 1, word.length());
            } else {
                line.append(word);
            }
            int end = random.nextInt(14);
            begins = end == 0;
            if (i < count) {
                line.append(end == 0 ? random.nextInt(6) == 0 ? ".\\n\\n" : ". " : end == 1 ? ", " : " ");
            }
        }
        line.append('.');
    }
}
