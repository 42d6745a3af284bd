package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.TransientFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the requests of CloudFormation to end runs, and the responses. */
class EndRunsTest {
    private final Rig rig = new Rig();
    private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
    private HttpServer server;
    /** The number of responses that the server still rejects. */
    private volatile int refusals;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            JsonNode answer = Json.read(exchange.getRequestBody().readAllBytes());
            if (refusals-- > 0 || exchange.getRequestHeaders().containsKey("Content-Type")) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                answers.add(answer);
                exchange.sendResponseHeaders(200, -1);
            }
            exchange.close();
        });
        server.start();
        rig.aws.states().createStateMachine(Rig.MACHINE, StateMachine.parse(Json.read("""
                {"StartAt":"Wait","States":{"Wait":{"Type":"Wait","Seconds":864000,"End":true}}}""")));
    }

    @AfterEach
    void close() {
        server.stop(0);
        rig.close();
    }

    private JsonNode ask(String type) {
        ObjectNode request = Json.object()
                .put("RequestType", type)
                .put("ResponseURL", "http://127.0.0.1:" + server.getAddress().getPort() + "/signed?X=y")
                .put("StackId", "the-stack")
                .put("RequestId", "the-request")
                .put("LogicalResourceId", "Runs");
        return rig.call(new EndRuns(rig.platform()), request);
    }

    @Test
    void doesNothingUntilTheStackIsDeleted() {
        ask("Create");
        ask("Update");
        assertThat(rig.aws.calls().all()).isEmpty();
        assertThat(answers)
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer.toString())
                        .contains("SUCCESS", "\"PhysicalResourceId\":\"Runs\"", "the-stack", "the-request"));
    }

    @Test
    void leavesAStackAloneThatHasNeverHadARun() {
        var before = rig.clock.now();
        ask("Delete");
        assertThat(answers).hasSize(1);
        assertThat(rig.clock.now()).isEqualTo(before);
    }

    @Test
    void stopsWhatRunsRemovesWhatItHasAndTells() {
        runThatTrains();
        ask("Delete");
        assertThat(answers.get(0).path("Status").asText()).isEqualTo("SUCCESS");
        // It takes a few minutes until a job stops.
        assertThat(rig.calls("bedrock", "StopModelCustomizationJob")).hasSize(1);
        rig.clock.sleep(Duration.ofMinutes(5));
        assertThat(rig.aws.meter().stillBilling()).isEmpty();
        assertThat(rig.object(rig.run().key("status.json")).path("reason").asText())
                .contains("The stack of this workflow is being deleted");
        assertThat(rig.aws.sns().messages()).hasSize(1);
    }

    private void runThatTrains() {
        rig.prepared(4, "{}");
        rig.platform()
                .aws()
                .stepFunctions()
                .startExecution(r ->
                        r.stateMachineArn(Rig.MACHINE).name(Rig.RUN.value()).input("{}"));
        rig.call(new StartTraining(rig.platform()), rig.state());
    }

    /** All operations that are required to end a run during training. */
    private static final List<String> CALLS = List.of(
            "ListExecutions",
            "StopExecution",
            "DescribeExecution",
            "ListModelCustomizationJobs",
            "ListCustomModelDeployments",
            "ListProvisionedModelThroughputs",
            "ListTagsForResource",
            "GetModelCustomizationJob",
            "StopModelCustomizationJob",
            "GetObject",
            "PutObject",
            "Publish");

    @Test
    void theseAreItsCalls() {
        runThatTrains();
        int before = rig.aws.calls().all().size();
        ask("Delete");
        assertThat(rig.aws.calls().all().stream().skip(before).map(CallRecord::operation))
                .containsAll(CALLS);
    }

    @ParameterizedTest
    @FieldSource("CALLS")
    @DisplayName("Row 77: a call is throttled, or fails, while the stack is deleted")
    void goesOnOverWhatPasses(String operation) {
        runThatTrains();
        Instant mended = rig.clock.now().plus(Duration.ofMinutes(5));
        for (Fault fault : List.of(Fault.THROTTLED, Fault.NOT_EXECUTED, Fault.LOST_ANSWER)) {
            rig.aws
                    .faults()
                    .add(
                            call -> call.operation().equals(operation)
                                    && rig.clock.now().isBefore(mended),
                            fault,
                            2);
        }
        ask("Delete");
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).path("Status").asText())
                .as(answers.get(0).path("Reason").asText())
                .isEqualTo("SUCCESS");
        assertThat(rig.calls("bedrock", "StopModelCustomizationJob")).isNotEmpty();
        rig.clock.sleep(Duration.ofMinutes(5));
        assertThat(rig.aws.meter().stillBilling()).isEmpty();
        assertThat(rig.aws.sns().messages()).hasSizeBetween(1, 2);
    }

    @ParameterizedTest
    @FieldSource("CALLS")
    void refusesBeforeItsTimeIsUpWhereItNeverPasses(String operation) {
        runThatTrains();
        Instant start = rig.clock.now();
        rig.aws.faults().add("step", operation, Fault.THROTTLED, Long.MAX_VALUE);
        ask("Delete");
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).path("Status").asText()).isEqualTo("FAILED");
        assertThat(answers.get(0).path("Reason").asText())
                .contains("within 15 minutes", "delete the stack again")
                .containsPattern("Throttl|SlowDown|TooMany|Rate");
        assertThat(Duration.between(start, rig.clock.now())).isBetween(Duration.ofMinutes(12), rig.life);
    }

    @Test
    void refusesSoonWhereAPermissionIsMissing() {
        runThatTrains();
        Instant start = rig.clock.now();
        rig.aws.faults().add("step", "ListModelCustomizationJobs", Fault.ACCESS_DENIED, Long.MAX_VALUE);
        ask("Delete");
        assertThat(answers.get(0).path("Status").asText()).isEqualTo("FAILED");
        assertThat(Duration.between(start, rig.clock.now())).isLessThan(Duration.ofMinutes(6));
    }

    /**
     * If one of these operations fails permanently, the other work is completed, and the failure contains the reason.
     */
    @ParameterizedTest
    @ValueSource(strings = {"ListExecutions", "StopExecution", "ListCustomModelDeployments", "Publish"})
    void whatCannotBeDoneKeepsNothingElse(String operation) {
        runThatTrains();
        rig.clock.sleep(Duration.ofMinutes(1));
        if (operation.endsWith("Executions") || operation.equals("StopExecution")) {
            rig.platform()
                    .aws()
                    .stepFunctions()
                    .stopExecution(r -> r.executionArn(
                            Rig.MACHINE.replace(":stateMachine:", ":execution:") + ":" + Rig.RUN.value()));
            rig.clock.sleep(Duration.ofMinutes(10));
            rig.platform()
                    .aws()
                    .stepFunctions()
                    .startExecution(r ->
                            r.stateMachineArn(Rig.MACHINE).name("b".repeat(26)).input("{}"));
        }
        rig.aws.faults().add("step", operation, Fault.ACCESS_DENIED, Long.MAX_VALUE);
        ask("Delete");
        assertThat(answers.get(0).path("Status").asText()).isEqualTo("FAILED");
        assertThat(answers.get(0).path("Reason").asText()).containsIgnoringCase("not authorized");
        assertThat(rig.calls("bedrock", "StopModelCustomizationJob")).isNotEmpty();
    }

    @Test
    void answersAgainWhereTheAnswerWasNotTaken() {
        refusals = 2;
        ask("Create");
        assertThat(answers).hasSize(1);
        refusals = 100;
        assertThatThrownBy(() -> ask("Create")).isInstanceOf(TransientFailure.class);
    }
}
