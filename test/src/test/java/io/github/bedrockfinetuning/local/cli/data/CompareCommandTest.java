package io.github.bedrockfinetuning.local.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.Shared;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void givesTatQasOfficialScoresQuestionByQuestion() throws IOException {
        List<String> systems = List.of("pot", "pot_direct", "tagop_sample");
        List<String> arguments = new ArrayList<>(List.of("--primary", "tatqa_em", "--json"));
        arguments.addAll(List.of("--out", folder.toString()));
        arguments.addAll(List.of(
                "--references",
                Shared.path("data", "tatqa_raw", "tatqa_dataset_dev.json").toString()));
        for (String system : systems) {
            arguments.add(system + "=" + Shared.path("data", "tatqa_predictions", system + ".jsonl"));
        }

        JsonNode result = compare(arguments, 0);

        assertTotals(result, "pot", 68.94, 75.86);
        assertTotals(result, "pot_direct", 54.98, 62.06);
        assertTotals(result, "tagop_sample", 45.92, 58.88);
        assertThat(result.at("/comparisons")).hasSize(6);
        assertThat(result.at("/comparisons/0/verdict").asText()).isEqualTo("better");
        Map<String, Double> items = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("items.jsonl"))) {
            JsonNode item = JSON.readTree(line);
            items.put(
                    item.get("system").asText()
                            + item.get("metric").asText()
                            + item.get("id").asText(),
                    item.get("score").asDouble());
        }
        assertThat(items).hasSize(3 * 2 * 1668);
        for (String system : systems) {
            Path official = Shared.path("data", "tatqa_predictions", "official_" + system + ".scores.jsonl");
            for (String line : Files.readAllLines(official)) {
                JsonNode score = JSON.readTree(line);
                String uid = score.get("uid").asText();
                assertThat(items.get(system + "tatqa_em" + uid))
                        .as("%s em %s", system, uid)
                        .isCloseTo(score.get("em").asDouble(), within(1e-9));
                assertThat(items.get(system + "tatqa_f1" + uid))
                        .as("%s f1 %s", system, uid)
                        .isCloseTo(score.get("f1").asDouble(), within(1e-9));
            }
        }
    }

    @Test
    void countsAMissingAnswerAsFailed() throws IOException {
        Path references =
                write("references.jsonl", "{\"id\":\"1\",\"references\":[\"a\"]}", "{\"id\":2,\"references\":[\"b\"]}");
        Path tuned = write("tuned.jsonl", "{\"id\":\"1\",\"answer\":\"a\"}");

        JsonNode result = compare(
                List.of("--primary", "accuracy", "tuned=" + tuned, "--references", references.toString(), "--json"), 0);

        assertThat(result.at("/systems/tuned/n").asInt()).isEqualTo(2);
        assertThat(result.at("/systems/tuned/answered").asInt()).isEqualTo(1);
        assertThat(result.at("/systems/tuned/failed").asInt()).isEqualTo(1);
        assertThat(result.at("/systems/tuned/metrics/accuracy/value").asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void printsScoresOutOfAHundredAsTheReportDoes() throws IOException {
        Path references =
                write("references.jsonl", "{\"id\":\"1\",\"references\":[\"a\"]}", "{\"id\":2,\"references\":[\"b\"]}");
        Path tuned = write("tuned.jsonl", "{\"id\":\"1\",\"answer\":\"a\"}", "{\"id\":\"2\",\"answer\":\"c\"}");

        assertThat(execute(List.of("--primary", "accuracy", "tuned=" + tuned, "--references", references.toString())))
                .isZero();

        assertThat(out.toString()).containsPattern("accuracy, out of 100 \\(primary\\)\\s+tuned +50\\.00 ");
    }

    @Test
    void takesAFineTuningDatasetAsReferences() throws IOException {
        Path references = write(
                "test.jsonl",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"x\"}]}",
                "{\"id\":\"own\",\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"y\"}]}");
        Path answers = write("answers.jsonl", "{\"id\":\"1\",\"answer\":\"x\"}", "{\"id\":\"own\",\"answer\":\"y\"}");

        JsonNode result = compare(
                List.of("--primary", "accuracy", "a=" + answers, "--references", references.toString(), "--json"), 0);

        assertThat(result.at("/systems/a/metrics/accuracy/value").asDouble()).isEqualTo(1);
    }

    @Test
    void endsWithOneWhereNothingIsShown() throws IOException {
        Path references = write("references.jsonl", "{\"id\":\"1\",\"references\":[\"a\"]}");
        Path a = write("a.jsonl", "{\"id\":\"1\",\"answer\":\"a\"}");
        Path b = write("b.jsonl", "{\"id\":\"1\",\"answer\":\"b\"}");

        JsonNode result = compare(
                List.of("--primary", "accuracy", "a=" + a, "b=" + b, "--references", references.toString(), "--json"),
                1);

        assertThat(result.at("/comparisons/0/verdict").asText()).isEqualTo("not shown");
        assertThat(result.at("/comparisons/0/reason").asText()).contains("one record");
    }

    @Test
    void refusesWhatItCannotReadInOneLine() throws IOException {
        Path references = write("references.jsonl", "{\"id\":\"1\",\"references\":[\"a\"]}");
        Path broken = write("broken.jsonl", "{\"id\":\"1\",\"answer\":\"a\"}", "{\"id\":");
        Path twice = write("twice.jsonl", "{\"id\":\"1\",\"answer\":\"a\"}", "{\"id\":\"1\",\"answer\":\"b\"}");
        Path good = write("good.jsonl", "{\"id\":\"1\",\"answer\":\"a\"}");
        Path strangers = write("strangers.jsonl", "{\"id\":\"7\",\"answer\":\"a\"}");

        refuses("line 2", "--primary", "accuracy", "a=" + broken, "--references", references.toString());
        refuses("already has an answer", "--primary", "accuracy", "a=" + twice, "--references", references.toString());
        refuses("None of the IDs in", "--primary", "accuracy", "a=" + strangers, "--references", references.toString());
        refuses("There is no metric", "--primary", "rouge_9", "a=" + broken, "--references", references.toString());
        refuses(
                "is not a readable file",
                "--primary",
                "accuracy",
                "a=nowhere.jsonl",
                "--references",
                references.toString());
        refuses("for slices", "--slice", "team", "a=" + good, "--references", references.toString());
    }

    private void refuses(String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(execute(List.of(arguments))).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElse("")).contains(message);
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    private static void assertTotals(JsonNode result, String system, double exactMatch, double f1) {
        JsonNode node = result.path("systems").path(system);
        assertThat(node.path("n").asInt()).isEqualTo(1668);
        assertThat(Math.round(node.at("/metrics/tatqa_em/value").asDouble() * 10_000) / 100.0)
                .isEqualTo(exactMatch);
        assertThat(Math.round(node.at("/metrics/tatqa_f1/value").asDouble() * 10_000) / 100.0)
                .isEqualTo(f1);
    }

    private JsonNode compare(List<String> arguments, int status) throws IOException {
        assertThat(execute(arguments)).as(err.toString()).isEqualTo(status);
        return JSON.readTree(out.toString());
    }

    private int execute(List<String> arguments) {
        return new CommandLine(new CompareCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }
}
