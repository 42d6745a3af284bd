package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.states.StateMachine;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.training.Trained;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.Tag;

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
                .contains("kept as the settings ask");
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
}
