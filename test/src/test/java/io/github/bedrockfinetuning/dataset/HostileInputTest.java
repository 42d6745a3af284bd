package io.github.bedrockfinetuning.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.dataset.json.JsonScanner;
import io.github.bedrockfinetuning.dataset.source.Blocks;
import io.github.bedrockfinetuning.dataset.source.Unpacked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests input that is intended to crash the reader, exhaust resources, or deceive users. */
@Timeout(120)
class HostileInputTest {
    private static final String QUESTION = "{\"messages\": [{\"role\": \"user\", \"content\": \"";
    private static final String ANSWER = "\"}, {\"role\": \"assistant\", \"content\": \"a\"}]}";

    /** The second line is the hostile one. The rule is the expected finding. */
    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("nested deep", "[".repeat(100_000), "INVALID_JSON"),
                Arguments.of("nested deep, in objects", "{\"a\":".repeat(100_000), "INVALID_JSON"),
                Arguments.of("a long number", "{\"messages\": " + "9".repeat(100_000) + "}", "INVALID_JSON"),
                Arguments.of("a huge number", "{\"messages\": [1e999999999]}", "WRONG_TYPE"),
                Arguments.of("many values", "[" + "0,".repeat(JsonScanner.MAX_VALUES) + "0]", "INVALID_JSON"),
                Arguments.of("many keys", keys(50_000) + ", \"messages\": []}", "EXTRA_KEY"),
                Arguments.of("one key, often", "{" + "\"a\": 1, ".repeat(50_000) + "\"a\": 1}", "DUPLICATE_KEY"),
                Arguments.of("an escaped key", "{\"messages\": [], \"\\u006dessages\": []}", "DUPLICATE_KEY"),
                Arguments.of("a line longer than is read", asking("a".repeat(20 << 20)), "LINE_TOO_LONG"),
                Arguments.of("a zero byte", asking("a\u0000b"), "INVALID_JSON"),
                Arguments.of("half a surrogate pair", asking("\\ud83d"), "LONE_SURROGATE"),
                Arguments.of("an overlong slash", latin(asking("\u00c0\u00af")), "ENCODING"),
                Arguments.of("a surrogate in UTF-8", latin(asking("\u00ed\u00a0\u0080")), "ENCODING"),
                Arguments.of("beyond Unicode", latin(asking("\u00f4\u0090\u0080\u0080")), "ENCODING"),
                Arguments.of("half a character", latin(asking("\u00e2\u0082")), "ENCODING"),
                Arguments.of("a byte order mark within", "\ufeff" + asking("a"), "INVALID_JSON"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void namesTheLineAndNeverFails(String name, Object line, String rule) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes((asking("first") + "\n").getBytes(UTF_8));
        file.writeBytes(line instanceof byte[] ? (byte[]) line : ((String) line).getBytes(UTF_8));
        file.writeBytes(("\n" + asking("last") + "\n").getBytes(UTF_8));

        CheckResult result = check(file.toByteArray());

        assertThat(result.findings()).extracting(Finding::rule, Finding::line).contains(tuple(rule, 2L));
        assertThat(result.findings()).extracting(Finding::line).doesNotContain(1L, 3L);
        assertThat(result.records()).isEqualTo(3);
    }

    @Test
    void takesNoOtherCharacterForTheEndOfALine() throws IOException {
        CheckResult result =
                check((asking("a\u2028b\u2029c\u0085d") + "\r\n").repeat(40).getBytes(UTF_8));

        assertThat(result.records()).isEqualTo(40);
        assertThat(result.rejected()).isFalse();
    }

    @Test
    void showsInvisibleCharactersOfNamesAsEscapes() throws IOException {
        String line = "{\"messages\": [], \"\\u001b[31m\u202etxt\u200b\\n\": 1}\n";

        assertThat(check(line.getBytes(UTF_8)).findings().toString())
                .contains("\\u001b[31m", "\\u202e", "\\u200b", "\\u000a")
                .doesNotContain("\u001b", "\u202e", "\u200b");
    }

    @Test
    void refusesAnArchiveWithoutUnpackingIt() throws IOException {
        CheckResult result = check(bomb(64 << 20));

        assertThat(result.findings()).extracting(Finding::rule).contains("ENCODING");
        assertThat(result.findings().toString()).contains("gzip");
        assertThat(result.rejected()).isTrue();
    }

    @Test
    void unpacksLogsThatGrowByAnOrdinaryMeasure() throws IOException {
        byte[] log = packed("{\"input\": {\"inputBodyJson\": {\"prompt\": \"a\"}}}\n"
                .repeat(100)
                .getBytes(UTF_8));

        try (InputStream in = new Unpacked(ByteSource.of(log)).open()) {
            assertThat(new String(in.readAllBytes(), UTF_8).lines()).hasSize(100);
        }
        try (InputStream in = new Unpacked(ByteSource.of("plain")).open()) {
            assertThat(in.readAllBytes()).isEqualTo("plain".getBytes(UTF_8));
        }
    }

    @Test
    void refusesLogsThatGrowBeyondMeasureOrAreBroken() throws IOException {
        byte[] bomb = bomb(64 << 20);
        byte[] half = Arrays.copyOf(packed(new byte[1000]), 15);

        assertThatIOException()
                .isThrownBy(() -> new Unpacked(ByteSource.of(bomb)).open().transferTo(OutputStream.nullOutputStream()))
                .withMessageContaining("200 times");
        assertThatIOException()
                .isThrownBy(() -> new Unpacked(ByteSource.of(half)).open().transferTo(OutputStream.nullOutputStream()))
                .withMessageContaining("not a complete gzip file");
    }

    /** Prefixes of secrets and numbers that could make patterns slow. */
    @ParameterizedTest
    @MethodSource
    void searchesTextsMadeToBeSlow(String part) throws IOException {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            file.append(asking(part.repeat(100_000 / part.length()) + i)).append('\n');
        }

        assertThat(check(file.toString().getBytes(UTF_8)).records()).isEqualTo(2);
    }

    static Stream<String> searchesTextsMadeToBeSlow() {
        return Stream.of(
                "eyJ",
                "sk-",
                "sk-ant-",
                "-----BEGIN ",
                "-----BEGIN A ",
                "ghp_",
                "github_pat_",
                "xoxb-",
                "SG.",
                "a://a:",
                "a://",
                "aws_secret =    ",
                "AKIA",
                "ABSK",
                "hooks.slack.com/services/T",
                "secret_key ",
                "password=\\\"",
                "password is ",
                "api_key: a1",
                "curl -u a",
                "AKIAAAAAAAAAAAAAAAAA ",
                "Bearer ",
                "eyJaaaaaaaaaaa.",
                "sk-a-",
                "1 ",
                "4111 ",
                "4111-",
                "1\\n",
                "A12345678",
                "NHS 1 ",
                "DE89 3704 0044 ",
                "\uff14",
                "12345678901 NHS ",
                "4",
                "1.",
                "DE00 ",
                "GB0012",
                "A1",
                "a'",
                "\\u0041",
                "大");
    }

    @Test
    void comparesRecordsThatAreAllAlike() throws IOException {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            file.append(asking("one two three four five six seven eight nine " + i % 500))
                    .append('\n');
        }

        assertThat(check(file.toString().getBytes(UTF_8)).rejected()).isFalse();
    }

    private static CheckResult check(byte[] file) throws IOException {
        return ByteSource.of(file).check(Catalogue.load().modelFor(null), 2, Blocks.SIZE);
    }

    private static String asking(String question) {
        return QUESTION + question + ANSWER;
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String keys(int count) {
        StringBuilder object = new StringBuilder("{\"k\": 1");
        for (int i = 0; i < count; i++) {
            object.append(", \"k").append(i).append("\": 1");
        }
        return object.toString();
    }

    private static byte[] bomb(int bytes) throws IOException {
        return packed(new byte[bytes]);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
