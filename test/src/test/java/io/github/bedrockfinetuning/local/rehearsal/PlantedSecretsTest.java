package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.s3.Bucket;
import io.github.bedrockfinetuning.local.aws.s3.ObjectVersion;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.HistoryEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places secrets and card numbers in an upload, and searches for them in all other data in the local simulation. */
class PlantedSecretsTest {
    private static final String KEY = "AKIAQWERTYUIOPASDFGH";
    private static final String SECRET_KEY = "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";
    private static final String TOKEN = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String PASSWORD = "correct-horse-battery";
    private static final List<String> SECRETS = List.of(KEY, SECRET_KEY, TOKEN, PASSWORD);
    private static final String CARD = "4111 1111 1111 1111";
    private static final String IBAN = "DE89370400440532013000";
    private static final String NUMBER = "4012888888881881";
    private static final String IDENTITY = "536-90-4399";

    @TempDir
    private Path folder;

    @Test
    void aDropWithSecretsIsRejectedAndTheirValuesAreNowhere() throws Exception {
        Path drop = Stacks.smallDataset(folder, "{}");
        change(drop, "train.jsonl", 3, "\"content\":\"", "$0The key " + KEY + " fails. ");
        change(
                drop,
                "train.jsonl",
                5,
                "\"content\":\"",
                "$0aws_secret_access_key = " + SECRET_KEY.replace("/", "\\\\/") + " ");
        change(drop, "train.jsonl", 7, "\"role\":\"user\"", "\"role\":\"" + TOKEN + "\"");
        change(drop, "train.jsonl", 9, "\\{", "{\"" + TOKEN + "\":1,");
        change(drop, "train.jsonl", 11, "\\}$", TOKEN);
        // Reports contain the additional fields of test records.
        change(drop, "test.jsonl", 2, "\\{", "{\"id\":\"" + TOKEN + "\",");
        change(drop, "test.jsonl", 4, "\\{", "{\"link\":[\"https://me:" + PASSWORD + "@example.com/\"],");
        Files.copy(drop.resolve("train.jsonl"), drop.resolve("validation.jsonl"));
        Files.copy(drop.resolve("test.jsonl"), drop.resolve("general.jsonl"));
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, drop);
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            String report = new String(report(stack, "data.json").content().bytes(), StandardCharsets.UTF_8);
            assertThat(report).contains("an AWS access key id", "an AWS secret access key", "a GitHub token");
            assertThat(report).contains("a password in an address");
            assertNowhere(stack, SECRETS);
        }
    }

    @Test
    void recordedAnswersWithSecretsAreRefused() throws Exception {
        Path drop = Stacks.smallDataset(folder, "{}");
        Files.writeString(
                drop.resolve("answers-legacy.jsonl"),
                "{\"id\":\"1\",\"answer\":\"yes\"}\n{\"id\":\"2\",\"answer\":\"the key is \\u0041" + KEY.substring(1)
                        + "\"}\n{\"id\":\"3\",\"answer\":\"" + TOKEN + "\"}\n{\"answer\":1}\n");
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, drop);
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            assertThat(new String(report(stack, "data.json").content().bytes(), StandardCharsets.UTF_8))
                    .contains("\"line\" : 2", "The answer contains an AWS access key id (fingerprint ")
                    .contains("\"line\" : 3", "The answer contains a GitHub token (fingerprint ")
                    .contains("\"line\" : 4", "\"id\\\" must be a string");
            assertNowhere(stack, List.of(KEY, KEY.substring(1)));
        }
    }

    @Test
    void allowedValuesReachTheModelsAndTheReportsOfTheRunListThem() throws Exception {
        Path drop = Stacks.smallDataset(folder, "{\"allowSensitive\": {\"AWS access key id\": \"a made-up example\"}}");
        change(drop, "train.jsonl", 2, "\"role\":\"user\",\"content\":\"", "$0My key is " + KEY + ". ");
        String id = Files.readAllLines(drop.resolve("test.jsonl")).get(0).replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
        Files.writeString(
                drop.resolve("answers-legacy.jsonl"), "{\"id\":\"" + id + "\",\"answer\":\"use " + KEY + "\"}\n");
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, drop);
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("SUCCEEDED");
            String allowed = "1 value is allowed as: AWS access key id. Reason: a made-up example";
            assertThat(new String(report(stack, "data.json").content().bytes(), StandardCharsets.UTF_8))
                    .contains(allowed);
            assertThat(new String(report(stack, "report.html").content().bytes(), StandardCharsets.UTF_8))
                    .contains("train.jsonl: " + allowed, "answers-legacy.jsonl: " + allowed);
        }
    }

    @Test
    void secretsInSettingsAreNotRepeated() throws Exception {
        Path drop = Stacks.smallDataset(
                folder, "{\"baseModel\": \"" + KEY + "\", \"" + TOKEN + "\": 1, \"metrics\": [\"" + KEY + "\"]}");
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, drop);
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            assertNowhere(stack, SECRETS);
        }
    }

    @Test
    void personalNumbersReachNoModelAndNoReport() throws Exception {
        Path drop = Stacks.smallDataset(folder, "{\"slices\": [\"customer\"]}");
        for (int line = 1; line <= 100; line += 11) {
            change(drop, "train.jsonl", line, "\"role\":\"user\",\"content\":\"", "$0My card is " + CARD + ". ");
            change(drop, "train.jsonl", line + 1, "\"role\":\"assistant\",\"content\":\"", "$0" + IBAN + " ");
        }
        change(drop, "test.jsonl", 2, "\"role\":\"user\",\"content\":\"", "$0My card is " + CARD + ". ");
        change(drop, "test.jsonl", 3, "\\{", "{\"customer\":" + NUMBER + ",");
        change(drop, "test.jsonl", 4, "\\{", "{\"customer\":{\"ssn\":[\"" + IDENTITY + "\"]},");
        String id = Files.readAllLines(drop.resolve("test.jsonl")).get(0).replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
        Files.writeString(
                drop.resolve("answers-legacy.jsonl"), "{\"id\":\"" + id + "\",\"answer\":\"pay to " + IBAN + "\"}\n");
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, drop);
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(new String(report(stack, "data.json").content().bytes(), StandardCharsets.UTF_8))
                    .contains("\"personalDataMasked\" : 23", "PERSONAL_DATA");
            assertNowhere(stack, List.of(CARD, IBAN, NUMBER, IDENTITY));
        }
    }

    /** Replaces the first match of a regular expression in a line. */
    private static void change(Path drop, String file, int line, String found, String replacement) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(drop.resolve(file)));
        String before = lines.set(line - 1, lines.get(line - 1).replaceFirst(found, replacement));
        assertThat(lines.get(line - 1)).isNotEqualTo(before);
        Files.write(drop.resolve(file), lines);
    }

    private static void drop(DeployedStack stack, Path folder) throws IOException {
        for (String file : List.of("train", "validation", "test", "general", "answers-legacy")) {
            Path path = folder.resolve(file + ".jsonl");
            if (Files.exists(path)) {
                stack.upload("inbox/cases/" + file + ".jsonl", Files.readAllBytes(path));
            }
        }
        stack.upload("inbox/cases/run.json", Files.readAllBytes(folder.resolve("run.json")));
        stack.settle();
    }

    private static ObjectVersion report(DeployedStack stack, String name) {
        String run = stack.executions().get(0).name();
        return stack.aws()
                .s3()
                .get(stack.results(), "reports/" + run + "/" + name)
                .orElseThrow();
    }

    private static void assertNowhere(DeployedStack stack, List<String> values) throws IOException {
        everything(stack).forEach((place, text) -> assertThat(text).as(place).doesNotContain(values));
    }

    /** Returns everything that a run leaves, by location, except the uploads of the user. */
    private static Map<String, String> everything(DeployedStack stack) throws IOException {
        Map<String, String> places = new TreeMap<>();
        for (Bucket bucket : stack.aws().s3().buckets()) {
            for (String key : bucket.keys()) {
                for (ObjectVersion version : bucket.versions(key)) {
                    if (!key.startsWith("inbox/") && version.content() != null) {
                        places.put(
                                bucket.name() + "/" + key + " " + version.versionId(),
                                new String(version.content().bytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        assertThat(places.keySet()).anyMatch(key -> key.contains("/data.json"));
        places.put("log", String.join("\n", stack.log()));
        places.put("notifications", stack.aws().sns().messages().toString());
        places.put("events", stack.aws().events().published().toString());
        places.put("state history", history(stack.executions()));
        // This includes the Converse requests with the questions to the models.
        places.put(
                "calls",
                stack.calls().stream().map(CallRecord::toString).toList().toString());
        return places;
    }

    private static String history(List<Execution> executions) {
        StringBuilder history = new StringBuilder();
        for (Execution execution : executions) {
            history.append(execution.input()).append(execution.output()).append(execution.cause());
            execution.history().stream().map(HistoryEvent::toString).forEach(history::append);
            history.append(history(execution.children()));
        }
        return history.toString();
    }
}
