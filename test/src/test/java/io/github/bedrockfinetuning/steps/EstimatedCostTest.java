package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.cli.data.EstimateCommand;
import io.github.bedrockfinetuning.run.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.core.sync.RequestBody;

/** {@code estimate} and the workflow price the same dataset alike. */
class EstimatedCostTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsPricedWithTheTestSetThatIsSplitOffAndTheReferenceModel() throws IOException {
        write("train.jsonl", 0, 150);
        assertAlike("{}", folder.resolve("train.jsonl").toString(), "--model", "amazon.nova-micro-v1:0");
        assertThat(systems(estimate(folder.resolve("train.jsonl").toString(), "--model", "amazon.nova-micro-v1:0")))
                .containsExactly("base", "tuned", "reference");
    }

    @Test
    void aFolderIsPricedWithItsSettingsAndAllItsSets() throws IOException {
        write("train.jsonl", 0, 150);
        write("test.jsonl", 200, 40);
        write("general.jsonl", 300, 30);
        write("validation.jsonl", 400, 40);
        String settings = """
                {"baseModel":"amazon.nova-lite-v1:0","referenceModel":"amazon.nova-pro-v1:0",
                 "hyperparameters":{"epochCount":3},"judge":{"model":"amazon.nova-pro-v1:0"}}""";
        Files.writeString(folder.resolve("run.json"), settings);

        assertAlike(settings, folder.toString());

        assertThat(estimate(folder.toString()).path("parts").findValuesAsText("name"))
                .contains("judging");
    }

    @Test
    void aDatasetThatTheWorkflowRejectsIsPricedAsItIsAndSaysSo() throws IOException {
        write("train.jsonl", 0, 3);
        JsonNode estimate = estimate(folder.resolve("train.jsonl").toString(), "--model", "amazon.nova-micro-v1:0");
        assertThat(estimate.path("rejected").asBoolean()).isTrue();
        assertThat(estimate.at("/tokens/high").asLong()).isPositive();
    }

    private void assertAlike(String settings, String... arguments) throws IOException {
        JsonNode estimate = estimate(arguments);
        JsonNode priced = priced(settings);

        assertThat(estimate.path("rejected").asBoolean()).isFalse();
        assertThat(priced.path("parts")).isNotEmpty();
        for (String item : List.of("model", "parts", "total", "assumptions")) {
            assertThat(estimate.path(item).toString())
                    .as(item)
                    .isEqualTo(priced.path(item).toString());
        }
    }

    /** Returns the estimate that the workflow records for the folder. */
    private JsonNode priced(String settings) throws IOException {
        try (Rig rig = new Rig()) {
            for (String part : List.of("train", "validation", "test", "general")) {
                Path file = folder.resolve(part + ".jsonl");
                if (Files.exists(file)) {
                    put(rig, "inbox/demo/" + part + ".jsonl", Files.readString(file));
                }
            }
            String version = put(rig, "inbox/demo/run.json", settings);
            JsonNode prepared =
                    rig.call(new PrepareDataset(rig.platform()), rig.dropped("inbox/demo/run.json", version));
            assertThat(prepared.path("status").asText())
                    .as(() -> rig.object(rig.run().report("data.json")).toString())
                    .isNotEqualTo("REJECTED");
            return Json.tree(rig.run().record()).path("estimate");
        }
    }

    private static String put(Rig rig, String key, String text) {
        return rig.s3()
                .putObject(r -> r.bucket(Rig.DATASETS).key(key), RequestBody.fromString(text, StandardCharsets.UTF_8))
                .versionId();
    }

    private void write(String name, int first, int count) throws IOException {
        Files.writeString(
                folder.resolve(name),
                IntStream.range(first, first + count)
                        .mapToObj(i -> """
                                {"system":"Route it.","messages":[{"role":"user","content":"My parcel %d is %s, what now?"},\
                                {"role":"assistant","content":"%s"}]}
                                """.formatted(
                                        i,
                                        Integer.toString(i * 7919, 36),
                                        List.of("a", "b", "c").get(i % 3)))
                        .collect(Collectors.joining()));
    }

    private static List<String> systems(JsonNode estimate) {
        return estimate.path("parts").findValuesAsText("system");
    }

    private static JsonNode estimate(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new EstimateCommand());
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(out, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertThat(command.execute(all.toArray(String[]::new)))
                .as(out.toString())
                .isZero();
        return Json.read(out.toString());
    }
}
