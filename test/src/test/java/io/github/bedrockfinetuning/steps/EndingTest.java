package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.messages.Sns;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.TransientFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the end of runs: it is reported once, resources are cleaned up, and nothing is still billed. */
class EndingTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private ObjectNode failed(String message) {
        ObjectNode state = rig.dropped("inbox/demo.jsonl", "v1").put("status", "TRAINING");
        state.putObject("error")
                .put("Error", PermanentFailure.class.getName())
                .put("Cause", Json.text(Json.object().put("errorMessage", message)));
        return state;
    }

    private ObjectNode ended(String status) {
        return ended(status, 0);
    }

    private ObjectNode ended(String status, int redrives) {
        ObjectNode event = Json.object().put("detail-type", "Step Functions Execution Status Change");
        event.putObject("detail")
                .put("name", Rig.RUN.value())
                .put("stateMachineArn", Rig.MACHINE)
                .put("status", status)
                .put("redriveCount", redrives)
                .put("cause", "changed my mind")
                .put("input", Json.text(rig.dropped("inbox/demo.jsonl", "v1")));
        return event;
    }

    private JsonNode status() {
        return rig.object(rig.run().key("status.json"));
    }

    private List<Sns.Notification> messages() {
        return rig.aws.sns().messages();
    }

    private ObjectNode cleanUp(ObjectNode state) {
        return rig.follow(() -> new CleanUp(rig.platform()), state, "CLEANING");
    }

    private JsonNode tell(ObjectNode state) {
        return rig.tell(state, 0);
    }

    @Test
    void stopsTheJobOfAFailedRunAndSaysWhatFailed() {
        rig.prepared(4, "{}");
        rig.call(new StartTraining(rig.platform()), rig.state());
        ObjectNode clean = cleanUp(failed("The quota is gone."));
        assertThat(clean.path("status").asText()).isEqualTo("CLEAN");
        assertThat(rig.aws.meter().stillBilling()).isEmpty();
        assertThat(rig.platform()
                        .aws()
                        .bedrock()
                        .getModelCustomizationJob(r -> r.jobIdentifier(Rig.RUN.value()))
                        .statusAsString())
                .isEqualTo("Stopped");
        assertThat(tell(clean).path("status").asText()).isEqualTo("FAILED");
        assertThat(status().path("reason").asText()).isEqualTo("The quota is gone.");
        assertThat(status().path("dataset").asText()).isEqualTo("demo");
        assertThat(status().path("billing")).isEmpty();
        assertThat(messages()).hasSize(1);
        assertThat(messages().get(0).text())
                .contains(
                        "The quota is gone.",
                        "What to do:",
                        "upload the dataset again",
                        "This run has no remaining resources")
                .doesNotContain("demo.jsonl");
    }

    @Test
    void removesServingThatAppearsWhileItLooks() {
        rig.prepared(4, "{}");
        rig.served();
        new io.github.bedrockfinetuning.serving.Serving(rig.run()).remove();
        rig.clock.sleep(Duration.ofMinutes(5));
        ObjectNode state = (ObjectNode) rig.call(new CleanUp(rig.platform()), failed("x"));
        assertThat(state.path("quiet").asInt()).isEqualTo(1);
        rig.call(new StartServing(rig.platform()), rig.state());
        assertThat(cleanUp(state).path("status").asText()).isEqualTo("CLEAN");
        assertThat(rig.aws.meter().stillBilling()).isEmpty();
        assertThat(rig.platform()
                        .aws()
                        .bedrock()
                        .listCustomModelDeployments(r -> {})
                        .modelDeploymentSummaries())
                .isEmpty();
    }

    @Test
    void toldTheFirstCauseThoughCleanUpFailedToo() {
        rig.prepared(4, "{}");
        rig.call(new CleanUp(rig.platform()), failed("first"));
        tell(failed("second"));
        assertThat(status().path("reason").asText()).isEqualTo("first");
        assertThat(status().path("billing").toString()).contains("second", "sweeper");
    }

    @Test
    void tellsOnceAndForAll() {
        rig.prepared(4, "{}");
        tell(rig.state().put("status", "DECLINED"));
        tell(cleanUp(failed("later")));
        assertThat(status().path("status").asText()).isEqualTo("DECLINED");
        assertThat(messages()).hasSize(1);
    }

    @Test
    void tellsAgainRatherThanNeverWhenItWasCutOff() {
        rig.prepared(4, "{}");
        rig.aws.faults().add("step", "Publish", Fault.NOT_EXECUTED, 1);
        ObjectNode state = rig.state().put("status", "DECLINED");
        assertThatThrownBy(() -> tell(state)).isInstanceOf(TransientFailure.class);
        assertThat(status().path("status").asText()).isEqualTo("DECLINED");
        tell(state);
        assertThat(messages()).hasSize(1);
    }

    @Test
    void endsWithoutARecordWhenPreparationFailed() {
        tell(cleanUp(failed("The bytes are gone.")));
        assertThat(status().path("status").asText()).isEqualTo("FAILED");
        assertThat(status().path("dataset").asText()).isEqualTo("demo");
    }

    @Test
    void cleansUpBehindAnAbortedExecutionAndTells() {
        rig.prepared(4, "{}");
        rig.served();
        JsonNode result = rig.call(new CleanUp(rig.platform()), ended("ABORTED"));
        assertThat(result.path("status").asText()).isEqualTo("CLEAN");
        assertThat(rig.aws.meter().stillBilling()).isEmpty();
        assertThat(status().path("status").asText()).isEqualTo("ABORTED");
        assertThat(status().path("reason").asText()).contains("A user stopped the run", "changed my mind");
        assertThat(messages()).hasSize(1);
    }

    @Test
    void tellsAnEndWithoutItsCauseWhereNobodySaysIt() {
        rig.prepared(4, "{}");
        rig.aws.faults().add("step", "DescribeExecution", Fault.ACCESS_DENIED, Long.MAX_VALUE);
        ObjectNode event = ended("ABORTED");
        ((ObjectNode) event.path("detail")).putNull("cause");
        rig.call(new CleanUp(rig.platform()), event);
        assertThat(status().path("reason").asText()).isEqualTo("A user stopped the run.");
    }

    @Test
    void saysNothingMoreBehindARunThatTold() {
        rig.prepared(4, "{}");
        tell(cleanUp(failed("told")));
        rig.call(new CleanUp(rig.platform()), ended("FAILED"));
        assertThat(messages()).hasSize(1);
        assertThat(status().path("reason").asText()).isEqualTo("told");
    }

    @Test
    void tellsBehindARunThatCouldNotTellByItself() {
        rig.prepared(4, "{}");
        rig.aws.faults().add("step", "Publish", Fault.ACCESS_DENIED, 1);
        assertThatThrownBy(() -> tell(rig.state().put("status", "DECLINED"))).isInstanceOf(PermanentFailure.class);
        rig.call(new CleanUp(rig.platform()), ended("FAILED"));
        assertThat(messages()).hasSize(1);
        assertThat(messages().get(0).text()).contains("DECLINED");
    }

    @Test
    void tellsBehindAnExecutionThatRanOutOfTimeEvenIfNotAllIsGoneYet() {
        rig.prepared(4, "{}");
        rig.call(new StartTraining(rig.platform()), rig.state());
        rig.life = Duration.ofSeconds(80);
        assertThatThrownBy(() -> rig.call(new CleanUp(rig.platform()), ended("TIMED_OUT")))
                .isInstanceOf(TransientFailure.class);
        assertThat(status().path("status").asText()).isEqualTo("TIMED_OUT");
        assertThat(status().path("billing").toString()).contains("job");
        rig.clock.sleep(Duration.ofMinutes(5));
        rig.life = Duration.ofMinutes(15);
        assertThat(rig.call(new CleanUp(rig.platform()), ended("TIMED_OUT"))
                        .path("status")
                        .asText())
                .isEqualTo("CLEAN");
        assertThat(messages()).hasSize(1);
    }

    @Test
    void tellsAnewHowARedriveEndsAndNothingOfWhatCameBefore() {
        rig.prepared(4, "{}");
        rig.call(new CleanUp(rig.platform()), ended("ABORTED", 0));
        rig.tell(rig.state().put("status", "STOPPED"), 1);
        assertThat(status().path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(messages()).hasSize(2);
        rig.call(new CleanUp(rig.platform()), ended("ABORTED", 0));
        rig.tell(rig.state().put("status", "STOPPED"), 1);
        assertThat(status().path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(messages()).hasSize(2);
        rig.call(new CleanUp(rig.platform()), ended("TIMED_OUT", 2));
        assertThat(status().path("status").asText()).isEqualTo("TIMED_OUT");
        assertThat(messages()).hasSize(3);
    }

    @Test
    void ignoresExecutionsOfOtherMachinesAndChildren() {
        ObjectNode other = ended("ABORTED");
        ((ObjectNode) other.get("detail")).put("stateMachineArn", Rig.MACHINE + "/AnswerTuned");
        assertThat(rig.call(new CleanUp(rig.platform()), other).path("status").asText())
                .isEqualTo("IGNORED");
        ObjectNode child = ended("FAILED");
        ((ObjectNode) child.get("detail")).put("name", "2b0e8a3c-0000-0000-0000-000000000000");
        assertThat(rig.call(new CleanUp(rig.platform()), child).path("status").asText())
                .isEqualTo("IGNORED");
        assertThat(rig.aws.calls().of("bedrock")).isEmpty();
    }

    @Test
    void asksForApprovalWithTheNumberAndWithoutTheToken() {
        rig.prepared(4, "{\"spendingCeiling\":1}");
        rig.call(new AskApproval(rig.platform()), rig.state().put("taskToken", "secret-token-1"));
        rig.call(new AskApproval(rig.platform()), rig.state().put("taskToken", "secret-token-2"));
        JsonNode approval = rig.object(rig.run().key("approval.json"));
        assertThat(approval.path("taskToken").asText()).isEqualTo("secret-token-2");
        assertThat(approval.at("/approved/status").asText()).isEqualTo("APPROVED");
        assertThat(approval.at("/declined/concurrency").isInt()).isTrue();
        assertThat(messages())
                .allSatisfy(message -> assertThat(message.subject() + message.text())
                        .contains("$1.00 to $2.00", "approve " + Rig.RUN)
                        .doesNotContain("secret-token"));
        assertThat(rig.log).allSatisfy(line -> assertThat(line).doesNotContain("secret-token"));
    }

    @Test
    void theApprovalRequestNamesTheHourlyChargeOfAKeptEndpoint() throws Exception {
        RunRecord record = rig.prepared(4, "{\"keepEndpoint\":true}");
        ObjectNode estimate = record.estimate().deepCopy();
        estimate.putObject("afterRun")
                .put("mode", "PROVISIONED_THROUGHPUT")
                .putNull("perHour")
                .put("unknown", true);
        rig.run()
                .write(
                        "run.json",
                        new RunRecord(
                                record.runId(),
                                record.provenance(),
                                record.settings(),
                                record.servingMode(),
                                record.questions(),
                                record.pace(),
                                new RunRecord.Decision(estimate, record.notes(), StepStatus.NEEDS_APPROVAL),
                                null));

        rig.call(new AskApproval(rig.platform()), rig.state().put("taskToken", "secret-token-1"));

        assertThat(messages().get(0).text())
                .contains("Nothing has been created yet.\nAfter the run, the Provisioned Throughput that keepEndpoint"
                        + " keeps is billed per hour, at a price that is not published, until you delete it.");
    }
}
