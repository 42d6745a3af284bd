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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Checks that {@code check DIR} reads a folder in the same way as the workflow and groups findings by kind. */
class CheckFolderTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void trainingFile() throws IOException {
        Files.writeString(folder.resolve("train.jsonl"), records(0, 60, ""));
    }

    @Test
    void acceptsAFolderThatIsAsItShouldBe() throws IOException {
        Files.writeString(folder.resolve("test.jsonl"), records(100, 20, ""));
        Files.writeString(folder.resolve("run.json"), "{\"baseModel\":\"amazon.nova-micro-v1:0\"}");

        assertThat(run("check", folder.toString())).isZero();

        assertThat(out.toString())
                .contains("train.jsonl: accept, 60 records")
                .contains("test.jsonl: accept, 20 records");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theEstimateOfAFolderSaysWhatAKeptEndpointCostsAfterTheRun() throws IOException {
        Files.writeString(folder.resolve("train.jsonl"), records(0, 400, ""));
        Files.writeString(
                folder.resolve("run.json"), "{\"baseModel\":\"meta.llama3-1-8b-instruct-v1:0\",\"keepEndpoint\":true}");

        assertThat(run("estimate", folder.toString())).isZero();

        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(
                        "inference (base)",
                        "Provisioned Throughput that keepEndpoint keeps is billed at $24.00 per hour ($576.00 per day)");
    }

    @Test
    void findsEverythingInOneCall() throws IOException {
        Files.writeString(
                folder.resolve("run.json"),
                "{\"baseModl\":\"amazon.nova-micro-v1:0\",\n\"hyperparameters\":{\"epochCont\":2},\n\"split\":{\"test\":7}}");
        Files.writeString(folder.resolve("tests.jsonl"), records(0, 20, "User: "));
        Files.writeString(folder.resolve("validation.jsonl"), "{\"messages\":[]}\n".repeat(3));
        Files.writeString(folder.resolve("notes.md"), "x");

        assertThat(run("check", folder.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("baseModl", "hyperparameters.epochCont", "split.test")
                .contains("UNKNOWN_FILE", "Rename the file to test.jsonl")
                .contains("tests.jsonl: ")
                .contains("validation.jsonl: reject")
                .contains("MIN_MESSAGES 3 times in lines 1, 2, 3: messages: ")
                .contains("info UNKNOWN_FILE");
    }

    @ParameterizedTest
    @CsvSource({
        "tests.jsonl, test.jsonl",
        "Test.jsonl, test.jsonl",
        "test.json, test.jsonl",
        "test.csv, test.jsonl",
        "val.jsonl, validation.jsonl",
        "dev.jsonl, validation.jsonl",
        "general_set.jsonl, general.jsonl",
        "settings.json, run.json",
        "answers_gpt.jsonl, answers-NAME.jsonl",
        "answer-gpt.jsonl, answers-NAME.jsonl",
        "answers-gpt.md, answers-NAME.jsonl"
    })
    void saysWhatAMisnamedFileIsCalled(String name, String meant) throws IOException {
        Files.writeString(folder.resolve(name), "{}\n");

        assertThat(run("check", "--json", folder.toString())).isEqualTo(1);

        JsonNode first = Inputs.JSON.readTree(out.toString().lines().findFirst().orElseThrow());
        assertThat(first.get("findings").get(0).get("file").asText()).isEqualTo(name);
        assertThat(first.get("findings").get(0).get("remedy").asText()).startsWith("Rename the file to " + meant);
    }

    @Test
    void namesEachUnknownFileAndCountsTheFindingsThatItDoesNotShow() throws IOException {
        for (String name : List.of("a.md", "b.md", "c.md", "d.md", "e.md", "f.md")) {
            Files.writeString(folder.resolve(name), "x");
        }
        Files.writeString(folder.resolve("answers-base.jsonl"), "{}\n");

        assertThat(run("check", folder.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("file name a.md", "file name d.md", "    and 2 more; --json lists all")
                .contains("file name answers-base.jsonl", "cannot be one of base, promoted");
    }

    @Test
    void rejectsRecordedAnswersThatTheWorkflowRejects() throws IOException {
        String token = "ghp_" + "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5";
        Files.writeString(folder.resolve("test.jsonl"), records(100, 20, ""));
        String good = "{\"id\":\"1\",\"answer\":\"x\"}\n";
        Files.writeString(folder.resolve("answers-good.jsonl"), good);
        assertThat(run("check", folder.toString())).as(out.toString()).isZero();
        assertThat(out.toString()).contains("answers-good.jsonl: accept, 1 recorded answers");
        out.getBuffer().setLength(0);

        Files.writeString(folder.resolve("answers-strange.jsonl"), "{\"id\":\"unheard-of\",\"answer\":\"x\"}\n");
        Files.writeString(folder.resolve("answers-broken.jsonl"), good + "{\"answer\":1}\n");
        assertThat(run("check", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("answers-good.jsonl: accept", "answers-strange.jsonl: reject", "answers-broken.jsonl: reject")
                .contains("None of its 1 IDs matches a record in the test set.", "\"id\" must be a string");
        out.getBuffer().setLength(0);

        Files.writeString(
                folder.resolve("answers-secret.jsonl"),
                good + "{\"id\":\"2\",\"answer\":\"" + token + "\"}\n{\"id\":\"3\",\"answer\":\"" + token + "\"}\n");
        for (int i = 0; i < 3; i++) {
            Files.writeString(folder.resolve("answers-more" + i + ".jsonl"), good);
        }
        assertThat(run("check", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("recorded-answers 2 times in lines 2, 3: The answer contains a GitHub token")
                .contains("The upload contains answers from more than 6 systems.", "\"id\" must be a string")
                .doesNotContain(token);
    }

    @Test
    void usesTheModelThatWrongSettingsNameAllTheSame() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"baseModel\":\"amazon.nova-2-lite-v1:0\",\"nonsense\":1}");

        assertThat(run("check", folder.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("checked against the rules of Nova 2 Lite")
                .contains("warning FEW_RECORDS");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Files.move(folder.resolve("train.jsonl"), folder.resolve("test.jsonl"));

        assertThat(run("check", folder.toString())).isEqualTo(1);

        assertThat(out.toString()).contains("error MISSING_FILE", "train.jsonl is missing");
    }

    @Test
    void checksByTheRulesOfTheModelThatTheSettingsName() throws IOException {
        Files.writeString(folder.resolve("train.jsonl"), records(0, 60, "User: "));
        Files.writeString(folder.resolve("run.json"), "{\"baseModel\":\"amazon.nova-lite-v1:0\"}");

        assertThat(run("check", folder.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("checked against the rules of Nova Lite")
                .contains("error RESERVED");
    }

    @Test
    void printsFindingsOfOneKindTogetherAndAllOfThemInJson() throws IOException {
        String file = Files.writeString(folder.resolve("bad.jsonl"), records(0, 60, "User: and Bot: "))
                .toString();

        assertThat(run("check", "--model", "amazon.nova-micro-v1:0", file)).isEqualTo(1);
        List<String> errors = out.toString()
                .lines()
                .filter(line -> line.startsWith("  error "))
                .toList();
        assertThat(errors)
                .singleElement()
                .asString()
                .startsWith("  error RESERVED 120 times in lines 1, 2, 3, 4, 5 and 55 more: ");
        assertThat(out.toString())
                .contains("    also line 1, messages[0].content[0].text: \"User:\" is a reserved word of the model");

        out.getBuffer().setLength(0);
        run("check", "--json", "--model", "amazon.nova-micro-v1:0", file);
        assertThat(Inputs.JSON.readTree(out.toString()).get("findings").findValuesAsText("rule"))
                .filteredOn("RESERVED"::equals)
                .hasSize(120);
    }

    @ParameterizedTest
    @CsvSource({"--kind, test", "--validation, x.jsonl"})
    void takesNoOptionsThatTheFolderItselfDecides(String option, String value) {
        assertThat(run("check", folder.toString(), option, value)).isEqualTo(2);

        assertThat(err.toString()).contains("a folder").hasLineCount(1);
    }

    private int run(String... arguments) {
        CommandLine line = FineTune.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private static String records(int from, int count, String before) {
        StringBuilder file = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            file.append(
                            "{\"schemaVersion\":\"bedrock-conversation-2024\",\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"")
                    .append(before)
                    .append("What is ")
                    .append(i * 7919L)
                    .append("?\"}]},{\"role\":\"assistant\",\"content\":[{\"text\":\"")
                    .append("label_")
                    .append(i % 5)
                    .append("\"}]}]}\n");
        }
        return file.toString();
    }
}
