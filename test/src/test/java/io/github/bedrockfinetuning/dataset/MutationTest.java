package io.github.bedrockfinetuning.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.source.Blocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests damaged files. {@code -Dmutations=1000000} sets their number. */
class MutationTest {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final byte[] TELLING = "{}[]\",:\\\n\r\t u0e.-1\u00ff".getBytes(UTF_8);

    @Test
    void acceptsNoFileThatAStrictParserRefuses() throws IOException {
        int mutations = Integer.getInteger("mutations", 5_000);
        Random random = new Random(1);
        byte[] good = good(3);
        int accepted = 0;
        for (int i = 0; i < mutations; i++) {
            byte[] bad = good.clone();
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                bad = damaged(bad, random);
            }
            if (!broken(check(bad, 1))) {
                accepted++;
                assertThat(refused(bad)).as(new String(bad, UTF_8)).isFalse();
            }
        }
        assertThat(accepted).as("accepted").isBetween(mutations / 100, mutations / 2);
    }

    /** Changes one byte, or removes or repeats a few bytes. */
    private static byte[] damaged(byte[] file, Random random) {
        int at = random.nextInt(file.length);
        int behind = Math.min(file.length, at + 1 + random.nextInt(4));
        ByteArrayOutputStream damaged = new ByteArrayOutputStream(file.length + 4);
        damaged.write(file, 0, at);
        switch (random.nextInt(6)) {
            case 0:
                break;
            case 1:
                damaged.write(file, at, behind - at);
                damaged.write(file, at, behind - at);
                break;
            default:
                boolean telling = random.nextBoolean();
                damaged.write(telling ? TELLING[random.nextInt(TELLING.length)] : random.nextInt(256));
                behind = at + 1;
        }
        damaged.write(file, behind, file.length - behind);
        return damaged.toByteArray();
    }

    @Test
    void findsTheSameInEveryOrderOfLines() throws IOException {
        List<String> lines = new ArrayList<>(Arrays.asList(new String(good(40), UTF_8).split("\n")));
        lines.set(3, "{");
        lines.set(8, "{\"messages\": 1}");
        lines.set(11, lines.get(12));
        Map<String, Integer> expected = byRule(lines);
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(lines, new Random(seed));
            assertThat(byRule(lines)).isEqualTo(expected);
        }
    }

    private static Map<String, Integer> byRule(List<String> lines) throws IOException {
        Map<String, Integer> byRule = new TreeMap<>();
        check(String.join("\n", lines).getBytes(UTF_8), 2)
                .findings()
                .forEach(finding -> byRule.merge(finding.rule(), 1, Integer::sum));
        return byRule;
    }

    /** Returns whether the JSON is malformed. */
    private static boolean broken(CheckResult result) {
        return result.findings().stream()
                .anyMatch(finding ->
                        finding.severity() == Severity.ERROR && !finding.rule().equals("MIN_RECORDS"));
    }

    private static boolean refused(byte[] file) throws IOException {
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            return true;
        }
        for (String line : text.split("\n")) {
            try {
                if (!line.isBlank()) {
                    STRICT.readTree(line);
                }
            } catch (JsonProcessingException e) {
                return true;
            }
        }
        return false;
    }

    private static byte[] good(int records) {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < records; i++) {
            file.append("{\"system\": \"Größe\", \"messages\": [{\"role\": \"user\", \"content\": \"a\\n\\u00e9 ")
                    .append(Integer.toString(i * 7919, 36))
                    .append("\"}, {\"role\": \"assistant\", \"content\": \"\\\"😀\\\" ")
                    .append(i)
                    .append("\"}]}\n");
        }
        return file.toString().getBytes(UTF_8);
    }

    private static CheckResult check(byte[] file, int threads) throws IOException {
        return ByteSource.of(file).check(Catalogue.load().modelFor(null), threads, Blocks.SIZE);
    }
}
