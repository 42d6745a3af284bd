package io.github.bedrockfinetuning.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.source.Blocks;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileCheckTest {
    @Test
    void givesTheSameWhateverTheNumberOfThreads() throws IOException {
        byte[] file = file(9_000);

        CheckResult one = check(file, 1);

        assertThat(one.bytes()).isGreaterThan(4L * Blocks.SIZE);
        assertThat(one.findings()).hasSizeGreaterThan(100);
        assertThat(check(file, 2)).isEqualTo(one);
        assertThat(check(file, 5)).isEqualTo(one);
    }

    @Test
    void cutsLinesAtLineFeedsWhateverTheSizeOfBlocks() throws IOException {
        byte[] file = "one\n\n  two\u2028still two\r\nthree\n\nlast".getBytes(UTF_8);
        for (int size = 1; size < 40; size++) {
            StringBuilder joined = new StringBuilder();
            Blocks blocks = new Blocks(new ByteArrayInputStream(file), size);
            for (Blocks.Block block = blocks.next(); block != null; block = blocks.next()) {
                String text = new String(block.bytes(), 0, block.length(), UTF_8);
                assertThat(text.endsWith("\n") || text.endsWith("last")).isTrue();
                joined.append(text);
            }
            assertThat(joined).hasToString(new String(file, UTF_8));
        }
    }

    @Test
    void countsAndListsButDoesNotKeepEndlessFindings() throws IOException {
        CheckResult result = check("x\n{}\n".repeat(20_000).getBytes(UTF_8), 2);

        assertThat(result.findings())
                .filteredOn(finding -> finding.line() != null)
                .hasSize(Findings.LISTED);
        assertThat(result.truncated()).isEqualTo(30_000);
        assertThat(result.records()).isEqualTo(40_000);
    }

    @Test
    void doesNotReadALineWithoutEnd() throws IOException {
        Source endless = source(() -> new InputStream() {
            private long left = 200L << 20;

            @Override
            public int read() {
                return left-- > 0 ? 'a' : -1;
            }

            @Override
            public int read(byte[] b, int from, int length) {
                if (left <= 0) {
                    return -1;
                }
                left -= length;
                Arrays.fill(b, from, from + length, (byte) 'a');
                return length;
            }
        });

        assertThat(DatasetCheck.check(endless, null, FileKind.TRAINING).rejected())
                .isTrue();
    }

    private static CheckResult check(byte[] file, int threads) throws IOException {
        FileCheck check = new FileCheck(
                source(() -> new ByteArrayInputStream(file)),
                null,
                FileKind.TRAINING,
                false,
                null,
                Rulebook.Scope.EVERYTHING,
                SensitivePolicy.STANDARD);
        check.run(threads);
        return check.result(OptionalLong.empty());
    }

    private interface Opening {
        InputStream open();
    }

    private static Source source(Opening opening) {
        return new Source() {
            @Override
            public String name() {
                return "made.jsonl";
            }

            @Override
            public long size() {
                return 0;
            }

            @Override
            public InputStream open() {
                return opening.open();
            }
        };
    }

    /** Creates valid records and some that are malformed, duplicated or contradictory. */
    private static byte[] file(int records) {
        Random random = new Random(3);
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < records; i++) {
            int question = random.nextInt(50) == 0 ? i / 2 : i;
            String role = random.nextInt(90) == 0 ? "human" : "user";
            file.append("{\"messages\": [{\"role\": \"")
                    .append(role)
                    .append("\", \"content\": \"Question ")
                    .append(question)
                    .append(" über alles ".repeat(random.nextInt(12)))
                    .append("\"}, {\"role\": \"assistant\", \"content\": \"label_")
                    .append(question % 7)
                    .append(random.nextInt(90) == 0 ? "\"}]\n" : "\"}]}\n");
        }
        return file.toString().getBytes(UTF_8);
    }
}
