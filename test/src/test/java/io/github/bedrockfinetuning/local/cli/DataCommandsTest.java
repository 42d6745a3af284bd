package io.github.bedrockfinetuning.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Tests {@code check}, {@code convert} and {@code estimate} with their exit codes and output. */
class DataCommandsTest {
    private static final String MODEL = "amazon.nova-micro-v1:0";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsOneDocumentAFile() throws IOException {
        Path good = records(40);
        Path bad = Files.writeString(directory.resolve("bad.jsonl"), "{\"messages\": []}\n{\n");

        assertThat(run("check", "--json", good.toString(), bad.toString())).isEqualTo(1);

        String[] lines = out.toString().strip().split("\\R");
        assertThat(lines).hasSize(2);
        assertThat(json(lines[0]).get("verdict").asText()).isEqualTo("accept");
        assertThat(json(lines[0]).get("records").asInt()).isEqualTo(40);
        assertThat(json(lines[1]).get("verdict").asText()).isEqualTo("reject");
        assertThat(json(lines[1]).get("findings").findValuesAsText("line")).contains("1", "2");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void weighsPersonalDataByThePolicy() throws IOException {
        Path file = records(40);
        Files.writeString(file, Files.readString(file).replaceFirst("\"content\": ?\"", "$04111 1111 1111 1111 "));

        for (String policy : List.of("refuse reject 1", "redact warn 0", "allow accept 0")) {
            String[] expected = policy.split(" ");
            out.getBuffer().setLength(0);
            assertThat(run("check", "--json", "--personal-data", expected[0], file.toString()))
                    .isEqualTo(Integer.parseInt(expected[2]));
            assertThat(json(out.toString()).get("verdict").asText()).isEqualTo(expected[1]);
            assertThat(out.toString()).contains("a payment card number").doesNotContain("4111");
        }
    }

    @Test
    void convertsAndEstimates() throws IOException {
        Path converted = directory.resolve("nova.jsonl");

        assertThat(run(
                        "convert",
                        "--json",
                        "--from",
                        "bedrock",
                        "--model",
                        MODEL,
                        "--out",
                        converted.toString(),
                        records(40).toString()))
                .isZero();
        assertThat(json(out.toString()).get("written").asInt()).isEqualTo(40);

        out.getBuffer().setLength(0);
        assertThat(run("estimate", "--json", "--model", MODEL, converted.toString()))
                .isZero();
        assertThat(json(out.toString()).get("tokens").get("low").asLong()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check nowhere.jsonl",
                "check .",
                "check --model no.such-model pom.xml",
                "check --kind sideways pom.xml",
                "check --personal-data hide pom.xml",
                "check",
                "check --no-such-option pom.xml",
                "convert nowhere.json --from tatqa --model " + MODEL + " --out x.jsonl",
                "convert pom.xml --from elsewhere --model " + MODEL + " --out x.jsonl",
                "convert pom.xml --from tatqa --model " + MODEL + " --out x.jsonl",
                "estimate nowhere.jsonl --model " + MODEL,
                "estimate pom.xml --model no.such-model"
            })
    void tellsInOneLineWhatItCannotRead(String command) {
        assertThat(run(command.split(" "))).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().strip())
                .startsWith("fine-tune: ")
                .hasLineCount(1)
                .doesNotContain("Exception");
    }

    private int run(String... arguments) {
        CommandLine line = FineTune.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private Path records(int count) throws IOException {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < count; i++) {
            file.append("{\"messages\": [{\"role\": \"user\", \"content\": \"What is ")
                    .append(i * 7919)
                    .append("?\"}, {\"role\": \"assistant\", \"content\": \"")
                    .append(i % 5)
                    .append("\"}]}\n");
        }
        return Files.writeString(directory.resolve("good.jsonl"), file);
    }

    private static JsonNode json(String text) throws IOException {
        return Inputs.JSON.readTree(text);
    }
}
