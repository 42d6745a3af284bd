package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.TransientFailure;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartRunTest {
    private static final String WAITING = """
            {"StartAt":"Wait","States":{"Wait":{"Type":"Wait","Seconds":60,"End":true}}}""";
    private final Rig rig = new Rig();

    @BeforeEach
    void deploy() {
        rig.aws.states().createStateMachine(Rig.MACHINE, StateMachine.parse(Json.read(WAITING)));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static ObjectNode queued(String bucket, String key, String version) {
        ObjectNode event = Json.object()
                .put("source", "aws.s3")
                .put("detail-type", "Object Created")
                .put("time", "2026-11-22T23:59:58Z");
        event.putObject("detail").putObject("bucket").put("name", bucket);
        ObjectNode object = ((ObjectNode) event.get("detail")).putObject("object");
        object.put("key", key).put("version-id", version).put("size", 10);
        ObjectNode batch = Json.object();
        batch.putArray("Records").addObject().put("messageId", "m1").put("body", Json.text(event));
        return batch;
    }

    private JsonNode deliver(String key) {
        return rig.call(new StartRun(rig.platform()), queued(Rig.DATASETS, key, "v1"));
    }

    private int started() {
        return (int) rig.calls("states", "StartExecution").stream()
                .filter(call -> call.status() == 200)
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox/a.jsonl", "inbox/a b+%20ü.jsonl", "inbox/folder/run.json"})
    void startsOneExecutionNamedAfterTheDropHoweverOftenItIsTold(String key) {
        assertThat(deliver(key).path("batchItemFailures")).isEmpty();
        assertThat(deliver(key).path("batchItemFailures")).isEmpty();
        RunId run = RunId.of(Rig.DATASETS, key, "v1", "{}");
        JsonNode request = rig.calls("states", "StartExecution").get(0).input();
        assertThat(request.path("name").asText()).isEqualTo(run.value());
        JsonNode input = Json.read(request.path("input").asText());
        assertThat(input.toString()).isEqualTo("{\"runId\":\"" + run + "\"}");
        assertThat(rig.object("runs/" + run + "/drop.json").toString())
                .isEqualTo(Json.object().put("key", key).put("versionId", "v1").toString());
        rig.clock.run();
        assertThat(deliver(key).path("batchItemFailures")).isEmpty();
        assertThat(rig.aws.executions().find(Rig.MACHINE.replace(":stateMachine:", ":execution:") + ":" + run))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inbox/a/train.jsonl",
                "inbox/a/b/run.json",
                "inbox/a/b.jsonl",
                "inbox/.jsonl",
                "inbox//run.json",
                "inbox/run.json",
                "inbox/a.csv",
                "staged/a/train.jsonl",
                "other/a.jsonl",
                "a.jsonl",
                "runs/x/run.json"
            })
    void startsNothingForAnyOtherKey(String key) {
        assertThat(deliver(key).path("batchItemFailures")).isEmpty();
        assertThat(started()).isZero();
    }

    @Test
    void startsNothingForAnotherBucket() {
        rig.call(new StartRun(rig.platform()), queued("elsewhere", "inbox/a.jsonl", "v1"));
        assertThat(started()).isZero();
    }

    @Test
    void explainsOncePerFolderProblemAndDayWhyAnUploadStartedNoRun() {
        for (int i = 0; i < 200; i++) {
            deliver("inbox/plant words/picture-" + i + ".png");
            deliver("inbox/plant words/sub/" + i + ".jsonl");
        }
        List<String> responses = responses();
        assertThat(responses).hasSize(2).allMatch(key -> key.startsWith("not-started/2026-11-22/upload-"));
        assertThat(responses.stream()
                        .map(rig::object)
                        .map(response -> response.path("key").asText()))
                .containsExactlyInAnyOrder("inbox/plant words/picture-0.png", "inbox/plant words/sub/0.jsonl");
        assertThat(responses.stream().map(rig::object))
                .allSatisfy(response ->
                        assertThat(response.path("nextStep").asText()).isNotBlank());
        assertThat(notifications())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message)
                        .contains(
                                "An upload to inbox/ did not start a run.",
                                "s3://" + Rig.RESULTS + "/not-started/2026-11-22/")
                        .doesNotContain("plant words"));
    }

    @Test
    void keepsOneFunctionInstanceFromRepeatingItsRequests() {
        StartRun instance = new StartRun(rig.platform());
        for (int i = 0; i < 50; i++) {
            rig.call(instance, queued(Rig.DATASETS, "inbox/a/" + i + ".png", "v1"));
        }
        assertThat(rig.calls("s3", "PutObject")).hasSize(1);
        assertThat(notifications()).hasSize(1);
    }

    @Test
    void isSilentAboutFilesThatComeBeforeRunJson() {
        deliver("inbox/a/train.jsonl");
        deliver("inbox/a/test.jsonl");
        deliver("inbox/a/answers-other.jsonl");
        assertThat(responses()).isEmpty();
        assertThat(notifications()).isEmpty();
    }

    @Test
    void explainsAnEmptyFolderWithoutANotification() {
        deliver("inbox/a/");
        assertThat(responses()).singleElement().asString().startsWith("not-started/2026-11-22/folder-");
        assertThat(notifications()).isEmpty();
    }

    @Test
    void limitsTheNotificationsOfOneDay() {
        for (int i = 0; i < 30; i++) {
            deliver("inbox/folder " + i + "/picture.png");
        }
        assertThat(responses()).hasSize(30);
        assertThat(notifications()).hasSize(20);
        assertThat(notifications().get(18)).doesNotContain("last notification");
        assertThat(notifications().get(19)).contains("last notification of this kind today");
    }

    @Test
    void notifiesWhenTheMessageIsProcessedAgainAfterTheTopicFailed() {
        rig.aws.faults().add("step", "Publish", Fault.NOT_EXECUTED, 1);
        assertThatThrownBy(() -> deliver("inbox/a.csv")).isInstanceOf(TransientFailure.class);
        assertThat(notifications()).isEmpty();
        assertThat(deliver("inbox/a.csv").path("batchItemFailures")).isEmpty();
        assertThat(notifications()).hasSize(1);
        assertThat(responses()).hasSize(1);
    }

    private List<String> responses() {
        return rig.run().store().keys(Rig.RESULTS, "not-started/");
    }

    private List<String> notifications() {
        return rig.calls("sns", "Publish").stream()
                .filter(call -> call.status() == 200)
                .map(call -> call.input().toString())
                .toList();
    }

    @Test
    void startsAnotherRunForANewUploadAndForOtherDefaults() {
        deliver("inbox/a.jsonl");
        rig.call(new StartRun(rig.platform()), queued(Rig.DATASETS, "inbox/a.jsonl", "v2"));
        rig.environment.put("FT_DEFAULTS", "{\"spendingCeiling\":1}");
        deliver("inbox/a.jsonl");
        assertThat(started()).isEqualTo(3);
    }

    @Test
    void leavesTheMessageInTheQueueWhenItFails() {
        rig.aws.faults().add("step", "StartExecution", Fault.NOT_EXECUTED, 1);
        assertThatThrownBy(() -> deliver("inbox/a.jsonl")).isInstanceOf(TransientFailure.class);
        assertThat(deliver("inbox/a.jsonl").path("status").asText()).isEqualTo("STARTED");
    }

    @Test
    void namesTheMessagesOfABatchThatFailed() {
        ObjectNode batch = queued(Rig.DATASETS, "inbox/a.jsonl", "v1");
        batch.withArray("Records").addObject().put("messageId", "m2").put("body", "no json");
        JsonNode result = rig.call(new StartRun(rig.platform()), batch);
        assertThat(result.path("batchItemFailures").toString()).isEqualTo("[{\"itemIdentifier\":\"m2\"}]");
    }
}
