package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.training.Trained;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.CustomModelDeploymentSummary;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.sfn.SfnClient;

class SweepTest {
    private static final String WAITING = """
            {"StartAt":"Wait","States":{"Wait":{"Type":"Wait","Seconds":864000,"End":true}}}""";
    private final Rig rig = new Rig();

    @BeforeEach
    void deploy() {
        rig.aws.states().createStateMachine(Rig.MACHINE, StateMachine.parse(Json.read(WAITING)));
        rig.aws.quotas().set("bedrock", "L-BE77399C", "Model units", 2);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private JsonNode sweep() {
        return rig.call(new Sweep(rig.platform()), Json.object());
    }

    private BedrockClient bedrock() {
        return rig.platform().aws().bedrock();
    }

    private int deployments() {
        return bedrock()
                .listCustomModelDeployments(r -> {})
                .modelDeploymentSummaries()
                .size();
    }

    private void settle() {
        rig.clock.sleep(Duration.ofMinutes(10));
    }

    @Test
    void removesWhatAnEndedRunLeftAndSaysSo() {
        rig.prepared(4, "{}");
        rig.served();
        assertThat(sweep().path("acted").asInt()).isEqualTo(1);
        settle();
        assertThat(deployments()).isZero();
        assertThat(rig.aws.sns().messages()).hasSize(1);
        assertThat(rig.aws.sns().messages().get(0).text()).contains("deployment " + Rig.RUN);
        assertThat(sweep().path("acted").asInt()).isZero();
        assertThat(rig.aws.sns().messages()).hasSize(1);
    }

    @Test
    void stopsAJobThatNoRunFollows() {
        rig.prepared(4, "{}");
        rig.call(new StartTraining(rig.platform()), rig.state());
        assertThat(sweep().path("acted").asInt()).isEqualTo(1);
        settle();
        assertThat(bedrock()
                        .getModelCustomizationJob(r -> r.jobIdentifier(Rig.RUN.value()))
                        .statusAsString())
                .isEqualTo("Stopped");
    }

    @Test
    void logsForHowLongTheOldestJobHasBeenRunning() {
        rig.prepared(4, "{}");
        rig.call(new StartTraining(rig.platform()), rig.state());
        rig.platform()
                .aws()
                .stepFunctions()
                .startExecution(r ->
                        r.stateMachineArn(Rig.MACHINE).name(Rig.RUN.value()).input("{}"));
        rig.clock.sleep(Duration.ofMinutes(7));
        sweep();
        assertThat(rig.log.get(rig.log.size() - 1)).contains("\"acted\":0.0", "\"oldestJobMinutes\":7.0");
        rig.environment.put("FT_STACK", "another-stack");
        sweep();
        assertThat(rig.log.get(rig.log.size() - 1)).contains("\"oldestJobMinutes\":0.0");
    }

    @Test
    void touchesNothingOfARunThatIsUnderWay() {
        rig.prepared(4, "{}");
        rig.served();
        rig.platform()
                .aws()
                .stepFunctions()
                .startExecution(r ->
                        r.stateMachineArn(Rig.MACHINE).name(Rig.RUN.value()).input("{}"));
        assertThat(sweep().path("acted").asInt()).isZero();
        assertThat(deployments()).isEqualTo(1);
    }

    @Test
    void touchesNothingOfAnotherStack() {
        rig.prepared(4, "{}");
        rig.served();
        rig.environment.put("FT_STACK", "another-stack");
        assertThat(sweep().path("acted").asInt()).isZero();
        assertThat(deployments()).isEqualTo(1);
    }

    @Test
    void touchesNothingThatIsNotARuns() {
        rig.aws.quotas().set(Quotas.DEPLOYMENTS, 200);
        rig.prepared(4, "{}");
        rig.served();
        String model = Trained.of(rig.run()).orElseThrow().modelArn();
        rig.call(new CleanUp(rig.platform()), rig.state());
        settle();
        bedrock()
                .createCustomModelDeployment(
                        r -> r.modelDeploymentName("by-hand").modelArn(model));
        bedrock()
                .createCustomModelDeployment(r -> r.modelDeploymentName(Rig.RUN.value())
                        .modelArn(model)
                        .tags(Tag.builder().key("ft:stack").value("demo-stack").build()));
        assertThat(sweep().path("acted").asInt()).isZero();
        assertThat(deployments()).isEqualTo(2);
    }

    @Test
    void keepsWhatASuccessfulRunWasAskedToKeep() {
        rig.prepared(4, "{\"keepEndpoint\":true}");
        rig.served();
        rig.tell(rig.state().put("status", "STOPPED"), 0);
        assertThat(sweep().path("acted").asInt()).isZero();
        assertThat(deployments()).isEqualTo(1);
        assertThat(rig.object(rig.run().key("status.json")).path("billing").toString())
                .contains("kept as configured in the settings");
    }

    @Test
    void keepsThePromotedModelsDeployment() {
        rig.prepared(4, "{\"promote\":true}");
        rig.served();
        rig.call(new Promote(rig.platform()), rig.state());
        assertThat(sweep().path("acted").asInt()).isZero();
        assertThat(deployments()).isEqualTo(1);
    }

    @Test
    void seesPastTheFirstPageOfAnAccountFullOfOtherThings() {
        rig.aws.quotas().set(Quotas.DEPLOYMENTS, 200);
        rig.prepared(4, "{}");
        rig.served();
        String model = Trained.of(rig.run()).orElseThrow().modelArn();
        for (int i = 0; i < 130; i++) {
            String name = "by-hand-" + i;
            bedrock()
                    .createCustomModelDeployment(
                            r -> r.modelDeploymentName(name).modelArn(model));
            settle();
        }
        assertThat(sweep().path("acted").asInt()).isEqualTo(1);
    }

    /** Creates another ended run of this stack with a deployment of the same model. */
    private Run another(String name) {
        Run other = new Run(rig.platform(), new RunId(name));
        String model = Trained.of(rig.run()).orElseThrow().modelArn();
        bedrock()
                .createCustomModelDeployment(r -> r.modelDeploymentName(name)
                        .modelArn(model)
                        .tags(
                                Tag.builder()
                                        .key("ft:stack")
                                        .value("demo-stack")
                                        .build(),
                                Tag.builder().key("ft:run").value(name).build()));
        other.write("training.json", rig.object(rig.run().key("training.json")));
        settle();
        return other;
    }

    private static final String FIRST = "a".repeat(26);

    private void stuck(String operation, String resource, Fault fault, long times) {
        rig.aws
                .faults()
                .add(
                        call -> call.operation().equals(operation)
                                && (call.resource() + call.input()).contains(resource),
                        fault,
                        times);
    }

    /** A request for one run fails permanently. */
    @ParameterizedTest
    @CsvSource({
        "DeleteCustomModelDeployment, custom-model-deployment",
        "GetCustomModelDeployment, aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "DescribeExecution, aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "GetObject, runs/aaaaaaaaaaaaaaaaaaaaaaaaaa/",
    })
    void aLeftoverThatCannotBeRemovedKeepsNoOtherAndIsTold(String operation, String resource) {
        rig.prepared(4, "{}");
        rig.served();
        another(FIRST);
        stuck(operation, resource, Fault.ACCESS_DENIED, operation.startsWith("Delete") ? 1 : Long.MAX_VALUE);
        assertThatThrownBy(this::sweep).isInstanceOf(PermanentFailure.class).hasMessageContaining("not authorized");
        settle();
        assertThat(bedrock().listCustomModelDeployments(r -> {}).modelDeploymentSummaries())
                .extracting(CustomModelDeploymentSummary::customModelDeploymentName)
                .containsExactly(FIRST);
        assertThat(rig.aws.sns().messages())
                .anySatisfy(
                        message -> assertThat(message.text()).contains("found and removed", "deployment " + Rig.RUN));
        if (!operation.equals("DescribeExecution") && !operation.equals("GetObject")) {
            assertThat(rig.aws.sns().messages())
                    .anySatisfy(message -> assertThat(message.text())
                            .contains("MIGHT STILL BE BILLED", FIRST, "not authorized", "To remove it now"));
        }
    }

    @Test
    void whatIsStuckIsToldOnceADay() {
        rig.prepared(4, "{}");
        rig.served();
        stuck("DeleteCustomModelDeployment", "", Fault.ACCESS_DENIED, Long.MAX_VALUE);
        for (int hour = 0; hour < 30; hour++) {
            assertThatThrownBy(this::sweep).isInstanceOf(PermanentFailure.class);
            rig.clock.sleep(Duration.ofHours(1));
        }
        assertThat(rig.aws.sns().messages()).hasSize(2);
    }

    @Test
    void whatCannotBeListedKeepsNothingElse() {
        rig.prepared(4, "{}");
        rig.served();
        stuck("ListModelCustomizationJobs", "", Fault.ACCESS_DENIED, Long.MAX_VALUE);
        assertThatThrownBy(this::sweep).isInstanceOf(PermanentFailure.class);
        settle();
        assertThat(deployments()).isZero();
    }

    /** The job of a run cannot be read, but its endpoint is still removed. */
    @Test
    void oneKindOfLeftoverThatCannotBeRemovedKeepsNoOtherOfTheSameRun() {
        rig.prepared(4, "{}");
        rig.served();
        stuck("GetModelCustomizationJob", "", Fault.ACCESS_DENIED, Long.MAX_VALUE);
        assertThatThrownBy(this::sweep).isInstanceOf(PermanentFailure.class);
        settle();
        assertThat(deployments()).isZero();
    }

    @Test
    void whatPassesIsSweptInTheSameCall() {
        rig.prepared(4, "{}");
        rig.served();
        stuck("DescribeExecution", "", Fault.THROTTLED, 2);
        stuck("ListProvisionedModelThroughputs", "", Fault.NOT_EXECUTED, 1);
        assertThat(sweep().path("acted").asInt()).isEqualTo(1);
        settle();
        assertThat(deployments()).isZero();
    }

    private void ended() {
        rig.prepared(4, "{}");
        SfnClient states = rig.platform().aws().stepFunctions();
        String arn = states.startExecution(r ->
                        r.stateMachineArn(Rig.MACHINE).name(Rig.RUN.value()).input("{}"))
                .executionArn();
        rig.clock.sleep(Duration.ofMinutes(5));
        states.stopExecution(r -> r.executionArn(arn).cause("Enough."));
    }

    @Test
    void tellsAnEndThatNobodyHasTold() {
        ended();
        rig.clock.sleep(Duration.ofMinutes(20));
        sweep();
        assertThat(rig.aws.sns().messages())
                .as("the clean-up behind the end may still tell")
                .isEmpty();
        rig.clock.sleep(Duration.ofMinutes(20));
        sweep();
        sweep();
        assertThat(rig.aws.sns().messages()).hasSize(1);
        assertThat(rig.aws.sns().messages().get(0).text()).contains(Rig.RUN.value(), "ABORTED", "Enough");
        assertThat(rig.object(rig.run().key("status.json")).path("status").asText())
                .isEqualTo("ABORTED");
        assertThat(rig.log.get(rig.log.size() - 2)).contains("\"outcome\":\"ABORTED\"");
    }

    @Test
    void tellsNoEndAgainAndNoneOfLongAgo() {
        ended();
        rig.clock.sleep(Duration.ofHours(25));
        sweep();
        assertThat(rig.aws.sns().messages()).isEmpty();
    }

    @Test
    void anEndThatCannotBeToldIsToldTheNextTime() {
        ended();
        rig.clock.sleep(Duration.ofHours(1));
        stuck("Publish", "", Fault.ACCESS_DENIED, 1);
        assertThatThrownBy(this::sweep).isInstanceOf(PermanentFailure.class);
        rig.clock.sleep(Duration.ofHours(1));
        sweep();
        assertThat(rig.aws.sns().messages()).hasSize(1);
    }
}
