package io.github.bedrockfinetuning.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.account.WorkflowChoice;
import io.github.bedrockfinetuning.local.cli.aws.Connection;
import io.github.bedrockfinetuning.local.cli.console.Terminal;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.run.Platform;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that names from other sources are printed, but cannot control the terminal or start a line. */
class HostileNamesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE =
            "x\nFORGED: accept\r\u001b[2J\u0007\u007f\u009b31m\u202e\u2066\u200b\u2028\ufeff";
    private static final String MODEL = "amazon.nova-micro-v1:0";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void ofFilesAndFolders() throws IOException {
        Path file = write(HOSTILE + ".jsonl", "{\"messages\": []}\nno json\n");
        Path directory = Files.createDirectory(folder.resolve(HOSTILE));

        expect(1, "check", file);
        expect(2, "check", folder.resolve(HOSTILE + "absent"));
        expect(2, "check", directory);
        expect(2, "score", "--metric", "exact_match", file);
        expect(2, "estimate", "--model", MODEL, file);
        expect(2, "convert", "--from", "csv", "--model", MODEL, "--out", directory, file);
        expect(2, "rehearse", folder.resolve(HOSTILE + "absent"));
        expect(2, "access", "--template", file);
        assertThat(err.toString()).contains("x\\u000aFORGED: accept\\u000d\\u001b[2J");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "role", "content", "schemaVersion", "system"})
    void ofFieldsRolesAndTexts(String field) throws IOException {
        String record = "{\"schemaVersion\":\"bedrock-conversation-2024\",\"system\":[{\"text\":\"s\"}],\"messages\":["
                + "{\"role\":\"user\",\"content\":[{\"text\":\"q\"}]},"
                + "{\"role\":\"assistant\",\"content\":[{\"text\":\"a\"}]}]}";
        String hostile = JSON.writeValueAsString(HOSTILE);
        Path file = write(
                "records.jsonl",
                record.replaceFirst("\"" + field + "\"", hostile.replace("\\", "\\\\")) + "\n"
                        + record.replaceFirst(
                                "(\"" + field + "\":)(\"[a-z0-9-]+\")?",
                                "$1" + hostile.replace("\\", "\\\\") + ",\"y\":")
                        + "\n");

        expect(1, "check", file);
        expect(1, "check", "--json", file);
        run("convert", "--from", "openai-chat", "--model", MODEL, "--out", folder.resolve("o.jsonl"), file);
        run("convert", "--from", "invocation-logs", "--model", MODEL, "--out", folder.resolve("o.jsonl"), file);
        run("estimate", "--model", MODEL, file);
        expectClean();
    }

    @Test
    void ofIdsSlicesLabelsAndSystems() throws IOException {
        StringBuilder references = new StringBuilder();
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            String slice = HOSTILE + i % 2;
            references.append(line(
                    "id",
                    HOSTILE + i,
                    o -> o.put(HOSTILE, slice).putArray("references").add("label" + HOSTILE)));
            answers.append(line("id", HOSTILE + i, o -> o.put("answer", (isWrong(o) ? "other" : "label") + HOSTILE)));
        }
        answers.append(line("id", HOSTILE + "stranger", o -> o.put("answer", "")));
        Path right = write("references.jsonl", references.toString());
        Path first = write("first.jsonl", answers.toString());
        Path page = folder.resolve("report");

        run("compare", HOSTILE + "=" + first, "b=" + first, "--references", right, "--slice", HOSTILE, "--out", page);
        run("compare", "a=" + first, "b=" + first, "--references", right, "--slice", HOSTILE, "--json");
        expect(2, "compare", "a=" + first, "--references", right, "--slice", HOSTILE + "absent");
        expect(2, "compare", "a=" + first, "--references", right, "--primary", HOSTILE);
        expect(2, "compare", "a=" + right, "--references", right);
        expectClean();
        for (String name : List.of("report.html", "report.json", "items.jsonl", "answers.csv")) {
            assertThat(Files.readString(page.resolve(name)).replaceAll("[\r\n\t]", ""))
                    .as(name)
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\u2028\u2029]");
        }
    }

    @Test
    void ofIdsOfPairs() throws IOException {
        Path pairs = write(
                "pairs.jsonl",
                line(
                                "id",
                                HOSTILE,
                                o -> o.put("prediction", "a")
                                        .putArray("references")
                                        .add("a"))
                        + line("id", HOSTILE, o -> o.put("prediction", "a").put("references", HOSTILE)));

        expect(2, "score", "--metric", "exact_match", pairs);
    }

    @Test
    void ofModelsMetricsOptionsAndRuns() throws IOException {
        Path file = write("a.jsonl", "{}\n");

        expect(2, HOSTILE);
        expect(2, "check", "--" + HOSTILE, file);
        expect(2, "check", "--model", HOSTILE, file);
        expect(2, "check", "--kind", HOSTILE, file);
        expect(2, "check", "--personal-data", HOSTILE, file);
        expect(2, "convert", "--from", HOSTILE, "--model", MODEL, "--out", "o", file);
        expect(2, "score", "--metric", HOSTILE, file);
        expect(2, "rehearse", "--model", HOSTILE, file);
        expect(2, "rehearse", "--fault", HOSTILE, file);
        expect(2, "rehearse", "--app", folder.resolve(HOSTILE), file);
        expect(2, "access", "--region", HOSTILE);
        expect(2, "status", HOSTILE);
        expect(2, "promote", "--stack", HOSTILE, HOSTILE);
        expect(2, "promote", "--workflow", HOSTILE, HOSTILE);
        expect(2, "doctor", "--workflow", HOSTILE);
    }

    @Test
    void ofTemplatesResources() throws IOException {
        ObjectNode template = JSON.createObjectNode();
        ObjectNode resources = template.putObject("Resources");
        resources.putObject(HOSTILE).put("Type", "AWS::S3::Bucket");
        resources.putObject("R").put("Type", "AWS::IAM::Role" + HOSTILE);
        run("access", "--region", "us-east-1", "--template", write("a.template.json", template.toString()));
        expectClean();
    }

    @Test
    void inWhatAwsAnswers() {
        expect(2, "status");
    }

    private static boolean isWrong(ObjectNode answer) {
        return answer.path("id").asText().endsWith("7");
    }

    private static String line(String key, String value, Consumer<ObjectNode> more) {
        ObjectNode line = JSON.createObjectNode().put(key, value);
        more.accept(line);
        return line + "\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void expect(int code, Object... arguments) {
        assertThat(run(arguments)).as("%s %s", out, err).isEqualTo(code);
        expectClean();
    }

    private void expectClean() {
        for (StringWriter printed : List.of(out, err)) {
            assertThat(printed.toString().replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\u2028\u2029]");
            assertThat(printed.toString().lines()).noneMatch(line -> line.startsWith("FORGED"));
        }
    }

    private int run(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return FineTune.commandLine(new Refusing())
                .setOut(new Terminal(out))
                .setErr(new Terminal(err))
                .execute(texts);
    }

    /** A connection whose errors contain hostile text. */
    private static final class Refusing implements Connection {
        @Override
        public WorkflowDescriptor find(WorkflowChoice choice) {
            throw new IllegalStateException("AWS answered " + HOSTILE + " of " + choice);
        }

        @Override
        public Platform open(WorkflowDescriptor workflow) {
            throw new IllegalStateException(HOSTILE);
        }

        @Override
        public AccountClients clients() {
            throw new IllegalStateException(HOSTILE);
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public Account account(WorkflowDescriptor workflow) {
            throw new IllegalStateException(HOSTILE);
        }
    }
}
