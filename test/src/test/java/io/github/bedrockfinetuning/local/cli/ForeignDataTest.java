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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Tests files in other formats: {@code check} reports the format once, and the command that it prints works. */
class ForeignDataTest {
    private static final String COMMAND = "./fine-tune ";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "qa.jsonl~{\"question\":\"What is N?\",\"answer\":\"aN\"}~FOREIGN_FORMAT",
                "alpaca.jsonl~{\"instruction\":\"Say N\",\"input\":\"\",\"output\":\"aN\"}~FOREIGN_FORMAT",
                "labels.jsonl~{\"text\":\"This is N\",\"label\":\"aN\"}~FOREIGN_FORMAT",
                "share.jsonl~{\"conversations\":[{\"from\":\"human\",\"value\":\"N?\"},{\"from\":\"gpt\",\"value\":\"aN\"}]}~FOREIGN_FORMAT",
                "chat.jsonl~{\"messages\":[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"N?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"aN\"}]}~FOREIGN_FORMAT",
                "it's a list.json~{\"question\":\"What is N?\",\"answer\":\"aN\"}~NOT_JSONL",
                "tickets.csv~What is N?,aN~NOT_JSONL",
                "tickets.tsv~What is N?\taN~NOT_JSONL"
            })
    void isToldOnceWithACommandThatWorks(String name, String record, String rule) throws Exception {
        boolean list = name.endsWith(".json");
        boolean table = !name.contains(".json");
        String header = table ? (name.endsWith("csv") ? "question,answer\n" : "question\tanswer\n") : "";
        String records = IntStream.range(0, 40)
                .mapToObj(i -> record.replace("N", "number" + i * 7919))
                .collect(Collectors.joining(list ? ",\n" : "\n"));
        Path file = Files.writeString(directory.resolve(name), header + (list ? "[" + records + "]" : records) + "\n");

        assertThat(run("check", "--json", file.toString())).isEqualTo(1);
        JsonNode findings = Inputs.JSON.readTree(out.toString()).get("findings");
        assertThat(findings.findValuesAsText("severity"))
                .filteredOn("error"::equals)
                .hasSize(1);
        assertThat(findings.get(0).get("rule").asText()).isEqualTo(rule);
        String remedy = findings.get(0).get("remedy").asText();
        String command = remedy.substring(remedy.indexOf(COMMAND) + COMMAND.length());

        out.getBuffer().setLength(0);
        assertThat(run(shellWords(command))).as(out + command + err).isZero();
        assertThat(out.toString()).startsWith("40 read, 40 written");
        String converted = shellWords(command)[shellWords(command).length - 1];
        assertThat(run("check", converted)).isZero();
    }

    @Test
    void isAskedForItsFieldsWhereTheirNamesSayNothing() throws IOException {
        Path file = Files.writeString(
                directory.resolve("frage.jsonl"), "{\"frage\":\"Was ist 1?\",\"antwort\":\"eins\"}\n".repeat(40));

        assertThat(run("check", file.toString())).isEqualTo(1);

        assertThat(out.toString()).contains("frage, antwort", "--map prompt=FIELD,completion=FIELD");
        assertThat(out.toString().lines().filter(line -> line.contains("error ")))
                .hasSize(1);
    }

    @Test
    void tellsWhatConvertUsedAndWhatNot() throws IOException {
        Path file = Files.writeString(
                directory.resolve("tickets.csv"), "id,subject,body,category\n1,S,B,C\n2,,B2,C\n3,S,,C\n");

        assertThat(run(
                        "convert",
                        file.toString(),
                        "--model",
                        "amazon.nova-micro-v1:0",
                        "--out",
                        directory.resolve("o.jsonl").toString()))
                .isEqualTo(1);

        assertThat(out.toString().lines().skip(1))
                .containsExactlyElementsOf(List.of(
                        "  Detected a table with the columns subject, body, and category.",
                        "  Used: prompt from subject + body, completion from category.",
                        "  Not used: id (in 2 records). Use --map to add fields to the prompt, or --keep to keep them in a test set.",
                        "  line 4: the prompt (body) is missing or empty"));
    }

    /** Splits a command into words in the same way as a shell. */
    private static String[] shellWords(String command) throws IOException {
        Process shell = new ProcessBuilder("bash", "-c", "printf '%s\\n' " + command).start();
        return new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).split("\n");
    }

    private int run(String... arguments) {
        CommandLine line = FineTune.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
