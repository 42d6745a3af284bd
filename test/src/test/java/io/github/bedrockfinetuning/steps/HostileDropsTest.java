package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Tests malicious or careless names and settings. */
class HostileDropsTest {
    private static final Set<String> WRITES =
            Set.of("PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload", "UploadPartCopy");

    private final Rig rig = new Rig();

    @BeforeEach
    void deploy() {
        rig.aws.states().createStateMachine(Rig.MACHINE, StateMachine.parse(Json.read("""
                {"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}""")));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    static Stream<String> names() {
        return Stream.of(
                "..%2f..%2fstaged%2fx",
                "..",
                ".. ",
                "a b+c%20=&?#",
                "${jndi:ldap:evil}",
                "<script>alert(1)<script>",
                "'; DROP TABLE runs; --",
                "a\nb\r\nc",
                "\u001b[31mred",
                "\u202egnp.exe",
                "💥 ñ 漢",
                "x".repeat(1_000),
                "..\\..\\windows",
                "arn:aws:s3:::somebody-elses",
                "{{7*7}}",
                "$.runId",
                "States.Format('{}', $)",
                "null",
                "-rf *",
                "=HYPERLINK(\"x\")",
                "a\tb",
                "run.json",
                "%00");
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesAreOpaqueAndTouchNothingOutsideTheRunsOwnPrefixes(String name) {
        String key = "inbox/" + name + ".jsonl";
        String version = put(key, records(60));
        RunId id = RunId.of(Rig.DATASETS, key, version, "{}");
        int before = rig.aws.calls().all().size();
        assertThat(tell(key, version).path("batchItemFailures")).isEmpty();
        JsonNode input = Json.read(rig.calls("states", "StartExecution")
                .get(0)
                .input()
                .path("input")
                .asText());
        assertThat(input.toString()).isEqualTo("{\"runId\":\"" + id + "\"}");
        JsonNode prepared = rig.call(new PrepareDataset(rig.platform()), input);
        assertThat(prepared.path("status").asText()).isEqualTo("READY");
        assertWrittenOnlyBelow(id, before);
        Run run = new Run(rig.platform(), id);
        assertThat(run.record().dataset()).isEqualTo(name);
        String html = new String(run.store().read(Rig.RESULTS, run.report("data.html")), StandardCharsets.UTF_8);
        assertThat(html)
                .doesNotContain("<script>alert")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
        assertThat(rig.log).allMatch(line -> line.indexOf('\n') == line.length() - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/inbox/x.jsonl",
                "staged/aaaaaaaaaaaaaaaaaaaaaaaaaa/train.jsonl",
                "runs/aaaaaaaaaaaaaaaaaaaaaaaaaa/run.json",
                "reports/x.jsonl",
                "jobs/x.jsonl"
            })
    void keysOutsideTheInboxStartNothingAndWriteNothing(String key) {
        assertThat(tell(key, "v1").path("batchItemFailures")).isEmpty();
        assertThat(rig.aws.calls().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inbox/../runs/aaaaaaaaaaaaaaaaaaaaaaaaaa/run.json",
                "inbox/../x.jsonl",
                "inbox//x.jsonl",
                "inbox/a/../b.jsonl",
                "inbox/./run.json/run.json",
                "INBOX/x.jsonl",
                "inbox/x.jsonl.gz",
                "inbox/x.JSONL",
                "inbox/x.jsonl/"
            })
    void otherKeysInTheInboxStartNothingAndWriteOnlyAResponse(String key) {
        assertThat(tell(key, "v1").path("batchItemFailures")).isEmpty();
        assertThat(rig.calls("states", "StartExecution")).isEmpty();
        assertThat(rig.calls("s3", "PutObject"))
                .hasSize(1)
                .allMatch(call -> call.input().path("Bucket").asText().equals(Rig.RESULTS))
                .allMatch(call -> call.input().path("Key").asText().startsWith("not-started/2026-11-22/"));
    }

    static Stream<byte[]> settings() {
        Stream<String> texts = Stream.of(
                "",
                "null",
                "[]",
                "\"{}\"",
                "{\"baseModel\":",
                "{} {}",
                "{\"approval\": \"never\", \"approval\": \"always\"}",
                "{\"slices\": " + "[".repeat(3_000) + "]".repeat(3_000) + "}",
                "{\"judge\": {\"model\": \"amazon.nova-pro-v1:0\", \"rubric\": \"" + "x".repeat(2_000_000) + "\"}}",
                "{\"spendingCeiling\": 1e999999999}",
                "{\"spendingCeiling\": NaN}",
                "{\"spendingCeiling\": -1}",
                "{\"roleArn\": \"arn:aws:iam::999999999999:role/admin\"}",
                "{\"baseModel\": \"arn:aws:bedrock:us-east-1:999999999999:custom-model/x\"}",
                "{\"outputDataConfig\": {\"s3Uri\": \"s3://somebody-elses/\"}}",
                "{\"baseModel\": \"../../catalogue\"}",
                "{\"hyperparameters\": {\"epochCount\": 1000000000}}",
                "{\"hyperparameters\": {\"epochCount\": \"$(reboot)\"}}",
                "{\"versions\": {\"../../etc/passwd\": \"x\"}}",
                "{\"slices\": [" + "\"x\",".repeat(10_000) + "\"x\"]}",
                "{\"__proto__\": {\"promote\": true}}",
                "{\"promote\": \"yes\"}",
                "{\"split\": {\"test\": 1e-400}}",
                "{/* all */}",
                "{\"metrics\": [\"accuracy; rm -rf\"]}",
                "<settings><promote>true</promote></settings>");
        return Stream.concat(
                texts.map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Stream.of(
                        new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'},
                        new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0},
                        "{\"promote\": true}".getBytes(StandardCharsets.UTF_16)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingsAreRefusedWithWhatToDoAndNothingIsCreated(byte[] settings) {
        put("inbox/demo/train.jsonl", records(60));
        String version = rig.s3()
                .putObject(r -> r.bucket(Rig.DATASETS).key("inbox/demo/run.json"), RequestBody.fromBytes(settings))
                .versionId();
        int before = rig.aws.calls().all().size();
        JsonNode state = rig.call(new PrepareDataset(rig.platform()), rig.dropped("inbox/demo/run.json", version));
        assertThat(state.path("status").asText()).isEqualTo("REJECTED");
        JsonNode findings = rig.object(rig.run().report("data.json")).path("findings");
        assertThat(findings).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.path("file").asText()).isEqualTo("run.json");
            assertThat(finding.path("message").asText()).isNotBlank().hasSizeLessThan(3_000);
            assertThat(finding.path("remedy").asText()).isNotBlank();
        });
        assertThat(rig.aws.calls().of("bedrock")).isEmpty();
        assertWrittenOnlyBelow(Rig.RUN, before);
    }

    private void assertWrittenOnlyBelow(RunId id, int before) {
        List<CallRecord> calls = rig.aws.calls().all();
        assertThat(calls.subList(before, calls.size()).stream()
                        .filter(call -> call.service().equals("s3") && WRITES.contains(call.operation()))
                        .map(CallRecord::resource))
                .isNotEmpty()
                .allMatch(resource -> resource.matches(
                        "(results/(runs|reports)|datasets/staged)/" + id + "/[a-z]+(-[a-z]+)?\\.(jsonl?|html)"));
    }

    private String put(String key, String text) {
        return rig.s3()
                .putObject(r -> r.bucket(Rig.DATASETS).key(key), RequestBody.fromString(text, StandardCharsets.UTF_8))
                .versionId();
    }

    private JsonNode tell(String key, String version) {
        ObjectNode event = Json.object()
                .put("source", "aws.s3")
                .put("detail-type", "Object Created")
                .put("time", "2026-11-22T10:00:00Z");
        event.putObject("detail").putObject("bucket").put("name", Rig.DATASETS);
        ((ObjectNode) event.get("detail")).putObject("object").put("key", key).put("version-id", version);
        ObjectNode batch = Json.object();
        batch.putArray("Records").addObject().put("messageId", "m1").put("body", Json.text(event));
        return rig.call(new StartRun(rig.platform()), batch);
    }

    private static String records(int count) {
        return IntStream.range(0, count)
                        .mapToObj(i -> """
                                {"messages":[{"role":"user","content":"which colour has number %d, of kind %d?"},\
                                {"role":"assistant","content":"%s"}]}""".formatted(i * 7919, i, i % 2 == 0 ? "red" : "blue"))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
