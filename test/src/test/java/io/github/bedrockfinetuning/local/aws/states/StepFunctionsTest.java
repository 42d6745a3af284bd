package io.github.bedrockfinetuning.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.Transport;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.states.Listener;
import io.github.bedrockfinetuning.local.states.TaskCall;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** Tests the simulated Step Functions with the SDK client. */
class StepFunctionsTest {
    private static final String MACHINE = "arn:aws:states:us-east-1:111122223333:stateMachine:greet";
    private static final String DEFINITION = """
            {"StartAt":"Ask","States":{"Ask":{"Type":"Task",
            "Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken",
            "Parameters":{"FunctionName":"ask","Payload":{"token.$":"$$.Task.Token"}},"TimeoutSeconds":60,"End":true}}}
            """;

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T09:00:00Z"));
    private final List<String> tokens = new ArrayList<>();
    private LocalAws aws;
    private SfnClient client;

    @BeforeEach
    void deploy() throws Exception {
        aws = new LocalAws(
                clock,
                "us-east-1",
                "111122223333",
                ModelFactory.local("us-east-1"),
                this::task,
                (machine, bucket, key) -> List.of(),
                Listener.NONE);
        aws.states().createStateMachine(MACHINE, StateMachine.parse(new ObjectMapper().readTree(DEFINITION)));
        client = Transport.DIRECT.stepFunctions(aws);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private JsonNode task(TaskCall call) throws TaskFailed {
        tokens.add(call.taskToken());
        return null;
    }

    @Test
    void runsAnExecutionThatIsAnsweredByItsTaskToken() {
        String arn = client.startExecution(
                        r -> r.stateMachineArn(MACHINE).name("one").input("{\"a\":1}"))
                .executionArn();
        clock.runUntil(clock.now().plusSeconds(5));
        assertThat(client.describeExecution(r -> r.executionArn(arn)).status()).isEqualTo(ExecutionStatus.RUNNING);

        client.sendTaskSuccess(r -> r.taskToken(tokens.get(0)).output("{\"b\":2}"));
        clock.run();

        var described = client.describeExecution(r -> r.executionArn(arn));
        assertThat(described.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(described.input()).isEqualTo("{\"a\":1}");
        assertThat(described.output()).isEqualTo("{\"b\":2}");
    }

    @Test
    void publishesWhenAnExecutionStartsAndEnds() {
        client.startExecution(r -> r.stateMachineArn(MACHINE).name("one").input("{}"));
        clock.run();
        assertThat(aws.events().published())
                .extracting(event -> event.path("detail").path("status").asText())
                .containsExactly("RUNNING", "FAILED");
        assertThat(aws.events().published().get(1).path("detail").path("error").asText())
                .isEqualTo("States.Timeout");
    }

    @Test
    void tellsEventBridgeNothingOfWhatAnEncryptedExecutionHolds() throws Exception {
        aws.states()
                .createStateMachine(
                        MACHINE,
                        StateMachine.parse(new ObjectMapper().readTree(DEFINITION)),
                        "arn:aws:kms:us-east-1:111122223333:key/one");
        String arn = client.startExecution(
                        r -> r.stateMachineArn(MACHINE).name("one").input("{}"))
                .executionArn();
        client.stopExecution(r -> r.executionArn(arn).error("Stopped").cause("changed my mind"));
        clock.run();

        assertThat(aws.events().published()).hasSize(2).allSatisfy(event -> {
            for (String member : List.of("input", "output", "error", "cause")) {
                assertThat(event.path("detail").path(member).isNull())
                        .as(member)
                        .isTrue();
            }
        });
        assertThat(client.describeExecution(r -> r.executionArn(arn)).cause()).isEqualTo("changed my mind");
    }

    @Test
    void refusesASecondExecutionOfTheSameNameOnceTheFirstHasEnded() {
        client.startExecution(r -> r.stateMachineArn(MACHINE).name("one").input("{}"));
        clock.run();
        assertThatThrownBy(() -> client.startExecution(
                        r -> r.stateMachineArn(MACHINE).name("one").input("{}")))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
    }

    @Test
    void stopsAndListsExecutions() {
        String arn = client.startExecution(
                        r -> r.stateMachineArn(MACHINE).name("one").input("{}"))
                .executionArn();
        client.stopExecution(r -> r.executionArn(arn).error("Enough").cause("tired"));
        clock.run();
        assertThat(client.describeExecution(r -> r.executionArn(arn)).error()).isEqualTo("Enough");
        assertThat(client.listExecutions(r -> r.stateMachineArn(MACHINE).statusFilter(ExecutionStatus.ABORTED))
                        .executions())
                .extracting("name")
                .containsExactly("one");
        assertThat(client.getExecutionHistory(r -> r.executionArn(arn)).events())
                .extracting(event -> event.typeAsString())
                .contains("ExecutionStarted", "ExecutionAborted");
    }

    @Test
    void saysWhatCanBeRedrivenAndPublishesTheRedrive() {
        String arn = client.startExecution(
                        r -> r.stateMachineArn(MACHINE).name("one").input("{}"))
                .executionArn();
        assertThat(client.describeExecution(r -> r.executionArn(arn)).redriveStatus())
                .isEqualTo(ExecutionRedriveStatus.NOT_REDRIVABLE);
        clock.run();
        assertThat(client.describeExecution(r -> r.executionArn(arn)).redriveStatus())
                .isEqualTo(ExecutionRedriveStatus.REDRIVABLE);

        aws.executions().redrive(arn);
        clock.runUntil(clock.now().plusSeconds(5));
        client.sendTaskSuccess(r -> r.taskToken(tokens.get(1)).output("{}"));
        clock.run();

        var described = client.describeExecution(r -> r.executionArn(arn));
        assertThat(described.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(described.redriveCount()).isEqualTo(1);
        assertThat(client.getExecutionHistory(r -> r.executionArn(arn)).events())
                .extracting(event -> event.executionRedrivenEventDetails())
                .filteredOn(java.util.Objects::nonNull)
                .extracting(details -> details.redriveCount())
                .containsExactly(1);
        assertThat(aws.events().published())
                .extracting(event -> event.path("detail").path("status").asText())
                .containsExactly("RUNNING", "FAILED", "RUNNING", "SUCCEEDED");
    }

    @Test
    void namesWhatDoesNotExist() {
        assertThatThrownBy(() -> client.startExecution(r -> r.stateMachineArn(MACHINE + "x")))
                .isInstanceOf(StateMachineDoesNotExistException.class);
        assertThatThrownBy(() -> client.describeExecution(
                        r -> r.executionArn(MACHINE.replace("stateMachine", "execution") + ":none")))
                .isInstanceOf(ExecutionDoesNotExistException.class);
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertThatThrownBy(() ->
                        client.startExecution(r -> r.stateMachineArn(MACHINE).name("x".repeat(81))))
                .isInstanceOf(SfnException.class)
                .hasMessageContaining("name");
    }
}
