package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.steps.PrepareDataset;
import io.github.bedrockfinetuning.steps.Rig;
import io.github.bedrockfinetuning.steps.StartRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests faults between an upload and the start of its run: rows 1 to 10 of docs/FAULTS.md that no other test covers.
 */
class TriggerFaultsTest {
    private static final String NOTHING = "{\"StartAt\":\"End\",\"States\":{\"End\":{\"Type\":\"Succeed\"}}}";

    /** A run with a low cost, without an approval request. */
    private static final FaultScenario UNASKED = new FaultScenario(
            "unasked",
            "us-east-1",
            34,
            FaultScenario.TESTS,
            "{\"spendingCeiling\": 1000, \"referenceModel\": null}",
            List.of(),
            false);

    @Test
    @DisplayName("Row 3: two versions of one file, told of in the wrong order")
    void versionsKeepApart() {
        try (Rig rig = new Rig()) {
            rig.aws.states().createStateMachine(Rig.MACHINE, StateMachine.parse(Json.read(NOTHING)));
            String older = put(rig, records());
            String newer = put(rig, "garbage");
            rig.call(new StartRun(rig.platform()), told(newer));
            rig.call(new StartRun(rig.platform()), told(older));
            assertThat(rig.calls("states", "StartExecution"))
                    .extracting(call -> call.input().path("name").asText())
                    .doesNotHaveDuplicates()
                    .hasSize(2);
            rig.call(new PrepareDataset(rig.platform()), rig.dropped("inbox/demo.jsonl", older));
            assertThat(rig.run().record().inputs().get(0).versionId()).isEqualTo(older);
            assertThat(rig.run().record().notes()).anyMatch(note -> note.contains("A newer version"));
        }
    }

    @Test
    @DisplayName("Row 5: an empty file, a folder's marker and a deletion")
    void whatHoldsNothingTrainsNothing() throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            stack.upload("inbox/", new byte[0]);
            stack.upload("inbox/folder/", new byte[0]);
            stack.upload("inbox/empty.jsonl", new byte[0]);
            JsonNode created = stack.aws().events().published().stream()
                    .filter(event -> event.toString().contains("empty.jsonl"))
                    .findFirst()
                    .orElseThrow();
            ObjectNode deleted = created.deepCopy();
            ((ObjectNode) deleted.path("detail").path("object")).put("key", "inbox/gone.jsonl");
            stack.aws().events().publish(deleted.put("detail-type", "Object Deleted"));
            stack.settle();
            assertThat(stack.executions()).hasSize(1);
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            assertThat(Stacks.status(stack).path("reason").asText()).isNotBlank();
            assertThat(stack.aws().calls().of("bedrock"))
                    .extracting("operation")
                    .doesNotContain("CreateModelCustomizationJob");
        }
    }

    @Test
    @DisplayName("Row 6: Step Functions is down for an hour")
    void anOutageOfAnHourOnlyDelays() {
        try (StruckRun run = StruckRun.setup(UNASKED)
                .before(stack -> {
                    Instant back = stack.now().plus(Duration.ofMinutes(61));
                    stack.aws()
                            .faults()
                            .add(
                                    call -> call.operation().equals("StartExecution")
                                            && stack.now().isBefore(back),
                                    Fault.NOT_EXECUTED,
                                    Long.MAX_VALUE);
                })
                .run()) {
            run.assertEnded("SUCCEEDED");
            assertThat(StackQueues.deadLetters(run.stack())).isEmpty();
            assertThat(run.attempts("StartExecution").size()).isGreaterThan(5);
        }
    }

    @Test
    @DisplayName("Row 7: starting an execution is denied for good")
    void aDropThatCannotStartIsKeptAndCanBeBroughtBack() {
        boolean[] denied = {true};
        try (StruckRun run = StruckRun.setup(UNASKED)
                .before(stack -> stack.aws()
                        .faults()
                        .add(
                                call -> call.operation().equals("StartExecution") && denied[0],
                                Fault.ACCESS_DENIED,
                                Long.MAX_VALUE))
                .run()) {
            DeployedStack stack = run.stack();
            assertThat(stack.executions()).isEmpty();
            assertThat(StackQueues.deadLetters(stack)).hasSize(1);
            assertThat(stack.aws().meter().stillBilling()).isEmpty();
            assertThat(CloudWatch.alarms(stack)).containsExactly("UnstartedRuns");
            assertThat(CloudWatch.description("UnstartedRuns")).contains("redrive", "upload");
            denied[0] = false;
            stack.aws().events().publish((ObjectNode)
                    StackQueues.deadLetters(stack).get(0));
            stack.settle();
            run.assertEnded("SUCCEEDED");
        }
    }

    @Test
    @DisplayName("Row 8: many uploads at once")
    void manyDropsQueueForTheAccountsJobs() {
        int drops = 8;
        try (StruckRun run = StruckRun.setup(UNASKED)
                .before(stack -> {
                    stack.aws().quotas().set("bedrock", "L-0406044C", "Scheduled customization jobs", 3);
                    for (int i = 1; i < drops; i++) {
                        String name = "more" + i;
                        UNASKED.objects().forEach((key, bytes) -> stack.upload(key.replace("forty", name), bytes));
                    }
                })
                .run()) {
            DeployedStack stack = run.stack();
            assertThat(stack.executions())
                    .hasSize(drops)
                    .extracting(Execution::status)
                    .containsOnly(Execution.Status.SUCCEEDED);
            assertThat(run.jobs()).isEqualTo(drops);
            assertThat(run.attempts("CreateModelCustomizationJob").size()).isGreaterThan(drops);
            assertThat(stack.aws().meter().stillBilling()).isEmpty();
            assertThat(StackQueues.deadLetters(stack)).isEmpty();
        }
    }

    @Test
    @DisplayName("Row 9: what says which object a run is of was written, and the answer lost")
    void aLostAnswerToTheDropsRecordStartsOneRun() {
        try (StruckRun run = StruckRun.of(UNASKED, "StartRun.PutObject:lost-answer")) {
            run.assertHolds("SUCCEEDED");
            assertThat(run.jobs()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("Row 10: StartRun dies between writing that and starting the execution")
    void aDeathBeforeTheExecutionStartsOneRun() {
        for (String fault : List.of("StartRun:crash", "StartRun:time-out", "StartRun.StartExecution:lost-answer")) {
            try (StruckRun run = StruckRun.of(UNASKED, fault)) {
                run.assertHolds("SUCCEEDED");
                assertThat(run.jobs()).isEqualTo(1);
            }
        }
    }

    private static String put(Rig rig, String text) {
        rig.run().store().put(Rig.DATASETS, "inbox/demo.jsonl", text.getBytes(StandardCharsets.UTF_8), "x");
        return rig.run()
                .store()
                .newest(Rig.DATASETS, "inbox/demo.jsonl")
                .orElseThrow()
                .versionId();
    }

    private static String records() {
        return new String(
                new FaultScenario("long", "us-east-1", 200, 6, "{}", List.of(), false)
                        .objects()
                        .get("inbox/forty/train.jsonl"),
                StandardCharsets.UTF_8);
    }

    private static ObjectNode told(String version) {
        ObjectNode event = Json.object().put("source", "aws.s3").put("detail-type", "Object Created");
        ObjectNode detail = event.putObject("detail");
        detail.putObject("bucket").put("name", Rig.DATASETS);
        detail.putObject("object")
                .put("key", "inbox/demo.jsonl")
                .put("version-id", version)
                .put("size", 10);
        ObjectNode batch = Json.object();
        batch.putArray("Records").addObject().put("messageId", "m1").put("body", Json.text(event));
        return batch;
    }
}
