package io.github.bedrockfinetuning.dataset.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String RECORD =
            "{\"system\": \"Größe 大 😀\", \"messages\": [{\"role\": \"user\", \"content\": "
                    + "\"a\\n\\u00e9\\ud83d\\ude00 \\\"b\\\" {x}\"}, {\"role\": \"assistant\", \"content\": \"-1.5e+10\"}], "
                    + "\"n\": [0, -1, 2.5, 1e9, true, false, null, {}, []]}";

    private final JsonScanner scanner = new JsonScanner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1,]",
                "{'a':1}",
                "{\"a\":1}{",
                "01",
                "-",
                "1.",
                "1e",
                ".5",
                "+1",
                "NaN",
                "Infinity",
                "tru",
                "nul",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"\t\"",
                "// x",
                "{\"a\":1} x",
                "True",
                "[1 2]",
                "\"\\\""
            })
    void refusesWhatIsNoJson(String text) {
        assertThat(scan(text)).isFalse();
        assertThat(scanner.fault()).isNotBlank();
    }

    @Test
    void readsTextsWithTheirEscapesUndone() {
        assertThat(scan(RECORD)).isTrue();
        Tape tape = scanner.tape();
        int content = tape.get(tape.first(tape.get(0, "messages")), "content");
        assertThat(tape.text(content)).isEqualTo("a\né😀 \"b\" {x}");
        assertThat(tape.codePoints(content)).isEqualTo(12);
        assertThat(tape.text(tape.get(0, "system"))).isEqualTo("Größe 大 😀");
        assertThat(tape.codePoints(tape.get(0, "system"))).isEqualTo(9);
        assertThat(tape.utf8Length(tape.get(0, "system"))).isEqualTo("Größe 大 😀".getBytes(UTF_8).length);
    }

    @Test
    void refusesNestingBeyondItsBoundInsteadOfOverflowing() {
        assertThat(scan("[".repeat(100) + "]".repeat(100))).isTrue();
        assertThat(scan("[".repeat(1_000_000))).isFalse();
        assertThat(scanner.fault()).contains("nested");
    }

    @Test
    void endsAtALineFeed() {
        assertThat(scan("{\"a\": 1} \n{\"b\": 2}")).isTrue();
        assertThat(scanner.end()).isEqualTo(9);
        assertThat(scan("{\"a\":\n1}")).isFalse();
        assertThat(scan("\"a\n\"")).isFalse();
    }

    @Test
    void refusesMoreValuesThanItKeepsPlacesFor() {
        assertThat(scan("[" + "0,".repeat(JsonScanner.MAX_VALUES - 2) + "0]")).isTrue();
        assertThat(scan("[" + "0,".repeat(JsonScanner.MAX_VALUES - 1) + "0]")).isFalse();
        assertThat(scanner.fault()).contains("values");
    }

    @Test
    void seesHalfASurrogatePair() {
        assertThat(scan("[\"\\ud83d\", \"\\ud83d\\ude00\"]")).isTrue();
        Tape tape = scanner.tape();
        assertThat(tape.hasLoneSurrogate(1)).isTrue();
        assertThat(tape.hasLoneSurrogate(2)).isFalse();
    }

    /** Changes bytes of a valid record. The scanner must accept only what Jackson accepts, with the same values. */
    @Test
    void acceptsNothingThatJacksonRefuses() throws IOException {
        Random random = new Random(42);
        byte[] record = RECORD.getBytes(UTF_8);
        int accepted = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] changed = record.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(changed.length);
                changed[at] =
                        random.nextInt(3) == 0 ? (byte) random.nextInt(256) : record[random.nextInt(record.length)];
                // A line feed ends the line for the scanner.
                changed[at] = changed[at] == '\n' ? (byte) '\r' : changed[at];
            }
            boolean good = scanner.scan(changed, 0, changed.length);
            JsonNode expected = jackson(changed);
            if (good && expected == null) {
                // The only exception is a duplicate key, which a rule reports.
                assertThat(LENIENT.readTree(changed)).isNotNull();
            } else if (good) {
                accepted++;
                assertThat(expected.path("system").asText(null)).isEqualTo(text("system"));
            } else if (expected != null) {
                // The decoder of Jackson accepts some bytes that are not valid UTF-8.
                assertThat(isUtf8(changed)).as(new String(changed, UTF_8)).isFalse();
            }
        }
        assertThat(accepted).isGreaterThan(500);
    }

    private String text(String key) {
        int node = scanner.tape().get(0, key);
        if (node == Tape.NONE) {
            return null;
        }
        return scanner.tape().is(node, Tape.Type.STRING) ? scanner.tape().text(node) : "";
    }

    private static JsonNode jackson(byte[] bytes) {
        try {
            return STRICT.readTree(bytes);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private boolean scan(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return scanner.scan(bytes, 0, bytes.length);
    }
}
