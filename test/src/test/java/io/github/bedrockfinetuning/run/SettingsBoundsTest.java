package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.dataset.Finding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the last allowed value and the first rejected value of each setting. */
class SettingsBoundsTest {
    private static final Allowed ALLOWED = new Allowed("us-east-1", Set.of(), false, false, Json.object());

    private static SettingsReader.Result read(byte[] bytes) {
        return SettingsReader.read("run.json", bytes, ALLOWED);
    }

    private static SettingsReader.Result read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void requireTaken(String json) {
        SettingsReader.Result result = read(json);
        assertThat(result.findings()).isEmpty();
        assertThat(result.settings()).isNotNull();
    }

    private static Finding onlyFinding(byte[] bytes) {
        SettingsReader.Result result = read(bytes);
        assertThat(result.settings()).isNull();
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }

    private static void requireRefused(String json, String field, String message) {
        Finding finding = onlyFinding(json.getBytes(StandardCharsets.UTF_8));
        assertThat(finding.field()).isEqualTo(field);
        assertThat(finding.message()).isEqualTo(message);
        assertThat(finding.line()).isEqualTo(1);
        assertThat(finding.remedy()).startsWith("Correct it, or remove it to use ");
    }

    @ParameterizedTest
    @CsvSource({
        "/split/validation, 0, -0.01, 0 to 0.4",
        "/split/validation, 0.4, 0.41, 0 to 0.4",
        "/split/test, 0.01, 0.009, 0.01 to 0.5",
        "/split/test, 0.5, 0.51, 0.01 to 0.5",
        "/split/test, 0.2, true, 0.01 to 0.5",
        "/spendingCeiling, 0, -0.01, 0 to 1000000",
        "/spendingCeiling, 1000000, 1000000.01, 0 to 1000000",
    })
    void numbers(String pointer, String last, String tooMuch, String range) {
        requireTaken(at(pointer, last));
        requireRefused(at(pointer, tooMuch), field(pointer), "It must be a number from " + range + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "epochCount, 1, 0, a whole number from 1 to 5",
        "epochCount, 5, 6, a whole number from 1 to 5",
        "epochCount, 5, true, a whole number from 1 to 5",
        "learningRate, 0.000001, 0.0000009, a number from 0.000001 to 0.0001",
        "learningRate, 1e-4, 1.1e-4, a number from 0.000001 to 0.0001",
    })
    void hyperparameters(String name, String last, String tooMuch, String range) {
        String pointer = "/hyperparameters/" + name;
        requireTaken(at(pointer, last));
        requireRefused(at(pointer, tooMuch), field(pointer), "It must be " + range + " for Nova Micro.");
    }

    @Test
    void hyperparametersThatAreWrittenAsTexts() {
        requireTaken(at("/hyperparameters/epochCount", quoted("0".repeat(31) + "3")));
        requireRefused(
                at("/hyperparameters/epochCount", quoted("0".repeat(32) + "3")),
                "hyperparameters.epochCount",
                "It must be a whole number from 1 to 5 for Nova Micro.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1.5", "\"1\"", "1.0"})
    void seeds(String tooMuch) {
        requireTaken(at("/split/seed", "9223372036854775807"));
        requireTaken(at("/split/seed", "-9223372036854775808"));
        requireRefused(at("/split/seed", tooMuch), "split.seed", "It must be a whole number.");
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("/split/group", 64, "%s"),
                Arguments.of("/judge/rubric", 4_000, "{\"judge\":{\"model\":\"amazon.nova-pro-v1:0\",\"rubric\":%s}}"),
                Arguments.of("/versions/train.jsonl", 1_024, "%s"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void lengthsOfTexts(String pointer, int longest, String whole) {
        for (String fit : new String[] {"a", "a".repeat(longest)}) {
            requireTaken(text(pointer, whole, quoted(fit)));
        }
        for (String unfit : new String[] {quoted(""), quoted(" "), quoted("a".repeat(longest + 1)), "7"}) {
            requireRefused(
                    text(pointer, whole, unfit),
                    pointer.equals("/versions/train.jsonl") ? "versions.train.jsonl" : field(pointer),
                    "It must be a string of 1 to " + longest + " characters.");
        }
    }

    private static String text(String pointer, String whole, String value) {
        return whole.equals("%s") ? at(pointer, value) : String.format(whole, value);
    }

    @Test
    void lists() {
        requireTaken(at("/slices", list(10)));
        requireRefused(at("/slices", list(11)), "slices", "It must be a list of at most 10 strings.");
        requireRefused(at("/slices", quoted("a")), "slices", "It must be a list of at most 10 strings.");
        requireTaken(at("/slices", "[" + quoted("a".repeat(64)) + "]"));
        requireRefused(
                at("/slices", "[\"a\"," + quoted("a".repeat(65)) + "]"),
                "slices.1",
                "It must be a string of 1 to 64 characters.");
    }

    @Test
    void listsNameEachTextOnce() {
        assertThat(read(at("/slices", "[\"b\",\"a\",\"b\"]")).settings().slices())
                .containsExactly("b", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"split", "hyperparameters", "judge", "gate", "versions"})
    void objects(String setting) {
        SettingsReader.Result result = read(at("/" + setting, "7"));
        assertThat(result.settings()).isNull();
        assertThat(result.findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.message()).isEqualTo("It must be an object.");
            assertThat(finding.field()).isEqualTo(setting);
        });
    }

    @Test
    void sizeOfTheFile() {
        assertThat(read("{}" + " ".repeat(65_534)).settings()).isNotNull();
        Finding finding = onlyFinding(("{}" + " ".repeat(65_535)).getBytes(StandardCharsets.UTF_8));
        assertThat(finding.message()).isEqualTo("The file has 65537 bytes. At most 65536 bytes are allowed.");
        assertThat(finding.remedy()).contains("move records to train.jsonl");
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1, größe", "UTF-16BE, a", "UTF-16LE, a", "UTF-32BE, a", "UTF-16, größe"})
    void encodingOfTheFile(String encoding, String text) {
        String json = at("/split/group", quoted(text));
        assertThat(read(json).settings().split().group()).isEqualTo(text);
        Finding finding = onlyFinding(json.getBytes(Charset.forName(encoding)));
        assertThat(finding.message()).isEqualTo("The file is not UTF-8 text.");
        assertThat(finding.remedy()).startsWith("Save the file as UTF-8");
    }

    /** Returns JSON with a value at a pointer. */
    private static String at(String pointer, String value) {
        String json = value;
        String[] names = pointer.substring(1).split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            json = "{" + quoted(names[i]) + ":" + json + "}";
        }
        return json;
    }

    private static String field(String pointer) {
        return pointer.substring(1).replace('/', '.');
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static String list(int size) {
        return IntStream.range(0, size).mapToObj(i -> quoted("s" + i)).collect(Collectors.joining(",", "[", "]"));
    }
}
