package io.github.bedrockfinetuning.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.app.FineTuningApp;
import io.github.bedrockfinetuning.local.cli.aws.AccountConnection;
import io.github.bedrockfinetuning.local.cli.aws.Connection;
import io.github.bedrockfinetuning.local.cli.console.Terminal;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import io.github.bedrockfinetuning.run.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of every command on a terminal that shows only ASCII, 80 columns and no colors. */
class PlainTerminalTest {
    private static final String MODEL = "amazon.nova-micro-v1:0";
    private static final int COLUMNS = 80;

    @TempDir
    Path folder;

    private Connection connection = new AccountConnection();

    private record Shown(int code, String out, String err) {}

    @Test
    void showsTheDataCommands() throws IOException {
        Path bad = Files.writeString(folder.resolve("größe.jsonl"), "{\"ä\": [}\n{\"messages\": []}\n");
        Path table = Files.writeString(
                folder.resolve("tickets.csv"), "subject,body,category\nfür,naïve text,größe\nb,another text,größer\n");
        StringBuilder records = new StringBuilder();
        StringBuilder references = new StringBuilder();
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            records.append("{\"schemaVersion\":\"bedrock-conversation-2024\",\"messages\":[{\"role\":\"user\","
                    + "\"content\":[{\"text\":\"größe " + i
                    + "\"}]},{\"role\":\"assistant\",\"content\":[{\"text\":\"→ "
                    + i + "\"}]}]}\n");
            references.append("{\"id\":\"ö" + i + "\",\"references\":[\"→\"]}\n");
            answers.append("{\"id\":\"ö" + i + "\",\"answer\":\"" + (i % 2 == 0 ? "→" : "ü") + "\"}\n");
        }
        Path good = Files.writeString(folder.resolve("good.jsonl"), records);
        Path expected = Files.writeString(folder.resolve("references.jsonl"), references);
        Path given = Files.writeString(folder.resolve("answers.jsonl"), answers);
        Path pairs =
                Files.writeString(folder.resolve("pairs.jsonl"), "{\"prediction\":\"ü\",\"references\":[\"ü\"]}\n");

        assertThat(shown("check", bad.toString()).out()).contains("gr\\u00f6\\u00dfe.jsonl");
        shown("check", good.toString());
        shown("check", table.toString());
        shown("convert", "--model", MODEL, "--out", folder.resolve("out.jsonl").toString(), table.toString());
        shown("estimate", "--model", MODEL, "--test", good.toString(), good.toString());
        shown("compare", "a=" + given, "b=" + given, "--references", expected.toString());
        shown("score", "--metric", "squad_em", pairs.toString());
        shown("rehearse", bad.toString() + ".absent");
    }

    @Test
    void showsARehearsal() throws Exception {
        Path app = Stacks.shared(Stacks.REGION, out -> {
            try {
                FineTuningApp.synthesize(out, Stacks.REGION, Map.of());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Path dataset = Stacks.smallDataset(folder, "{}");
        System.setProperty("fine-tune.reports", folder.resolve("reports").toString());
        try {
            Shown shown = shown("rehearse", dataset.toString(), "--app", app.toString());
            assertThat(shown.code()).isLessThan(2);
            assertThat(shown.err())
                    .contains("+ PrepareDataset", "CheckTraining x")
                    .doesNotContain("\u001b");
            shown("access", "--app", app.toString());
        } finally {
            System.clearProperty("fine-tune.reports");
        }
    }

    @Test
    void showsTheCommandsOfADeployedStack() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            connection = remote.connection();
            Path dataset = Stacks.smallDataset(folder, "{}");
            shown("submit", dataset.toString());
            remote.stack().settle();
            shown("status");
            shown("status", remote.stack().executions().get(0).name());
            shown("doctor");
            shown("clean");
            shown("rollback", "small");
            shown("approve", remote.stack().executions().get(0).name());
        }
    }

    @Test
    void showsTheHelpOfEveryCommand() {
        shown("--help");
        FineTune.commandLine().getSubcommands().keySet().forEach(command -> shown(command, "--help"));
    }

    @Test
    void printsJsonInAsciiAsTheSameDocument() throws IOException {
        Path bad = Files.writeString(folder.resolve("größe→.jsonl"), "{\"ä\": 1}\n");
        ByteArrayOutputStream ascii = new ByteArrayOutputStream();
        ByteArrayOutputStream unicode = new ByteArrayOutputStream();
        execute(Terminal.on(ascii, StandardCharsets.US_ASCII), ascii, "check", "--json", bad.toString());
        execute(Terminal.on(unicode, StandardCharsets.UTF_8), unicode, "check", "--json", bad.toString());

        JsonNode expected = Json.read(unicode.toString(StandardCharsets.UTF_8));
        assertThat(Json.read(ascii.toString(StandardCharsets.US_ASCII))).isEqualTo(expected);
        assertThat(expected.toString()).contains("größe→");
        assertThat(ascii.toByteArray()).doesNotContain((byte) '?');
    }

    private Shown shown(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal errors = Terminal.on(err, StandardCharsets.US_ASCII);
        int code = execute(Terminal.on(out, StandardCharsets.US_ASCII), errors, arguments);
        Shown shown = new Shown(code, out.toString(StandardCharsets.US_ASCII), err.toString(StandardCharsets.US_ASCII));
        for (String stream : List.of(shown.out(), shown.err())) {
            for (String line : stream.lines().toList()) {
                String command = String.join(" ", Arrays.asList(arguments));
                assertThat(line).as(command).matches("[\\x20-\\x7e]*");
                assertThat(line.replaceAll("\\w\\?( |$)", ""))
                        .as("no replaced characters in " + command)
                        .doesNotContain("?");
                assertThat(line.startsWith("  ") && line.matches(".*\\S {2,}\\S.*") ? line.length() : 0)
                        .as("columns of a table in " + command + ": " + line)
                        .isLessThanOrEqualTo(COLUMNS);
            }
        }
        return shown;
    }

    private int execute(Terminal out, ByteArrayOutputStream err, String... arguments) {
        return execute(out, Terminal.on(err, StandardCharsets.US_ASCII), arguments);
    }

    private int execute(Terminal out, Terminal err, String... arguments) {
        int code = FineTune.commandLine(connection).setOut(out).setErr(err).execute(arguments);
        out.flush();
        err.flush();
        return code;
    }
}
