package io.github.bedrockfinetuning.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.BilledKind;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.TransientFailure;
import io.github.bedrockfinetuning.steps.CheckTraining;
import io.github.bedrockfinetuning.steps.Rig;
import io.github.bedrockfinetuning.steps.StartTraining;
import io.github.bedrockfinetuning.training.Trained;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.bedrock.BedrockClient;

class ServingTest {
    private final Rig rig = new Rig();
    private String model;

    @BeforeEach
    void train() {
        rig.prepared(4, "{}");
        rig.call(new StartTraining(rig.platform()), rig.state());
        rig.follow(() -> new CheckTraining(rig.platform()), rig.state(), "TRAINING");
        model = Trained.of(rig.run()).orElseThrow().modelArn();
        rig.aws.quotas().set("bedrock", "L-BE77399C", "Model units", 2);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Serving serving() {
        return new Serving(rig.run());
    }

    private static String create(ServingMode mode) {
        return mode == ServingMode.ON_DEMAND ? "CreateCustomModelDeployment" : "CreateProvisionedModelThroughput";
    }

    @ParameterizedTest
    @EnumSource(ServingMode.class)
    void servesAndIsRemovedUntilNothingIsLeft(ServingMode mode) {
        Endpoint endpoint = serving().start(mode, model);
        assertThat(Endpoint.of(rig.run())).contains(endpoint);
        assertThat(serving().serves(mode)).isFalse();
        rig.clock.sleep(Duration.ofHours(1));
        assertThat(serving().serves(mode)).isTrue();
        while (!serving().remove().isEmpty()) {
            rig.clock.sleep(Duration.ofSeconds(30));
        }
        assertThat(rig.aws.meter().stillBilling()).isEmpty();
        assertThat(serving().remove()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ServingMode.class)
    void makesOneEndpointThoughTheAnswerWasLost(ServingMode mode) {
        rig.aws.faults().add("step", create(mode), Fault.LOST_ANSWER, 1);
        assertThatThrownBy(() -> serving().start(mode, model)).isInstanceOf(RuntimeException.class);
        Endpoint endpoint = serving().start(mode, model);
        assertThat(endpoint.arn()).contains(mode == ServingMode.ON_DEMAND ? "deployment/" : "provisioned-model/");
        assertThat(rig.aws.meter().stillBilling().size()).isLessThanOrEqualTo(1);
    }

    @Test
    void isNamedAndTaggedAsTheRun() {
        serving().start(ServingMode.ON_DEMAND, model);
        JsonNode request =
                rig.calls("bedrock", "CreateCustomModelDeployment").get(0).input();
        assertThat(request.path("modelDeploymentName").asText()).isEqualTo(Rig.RUN.value());
        assertThat(request.path("clientRequestToken").asText()).isEqualTo(Rig.RUN.value());
        assertThat(request.path("tags").toString()).contains("ft:run", "ft:stack", "demo-stack");
    }

    @ParameterizedTest
    @EnumSource(ServingMode.class)
    void hasTheTagsOfTheRunsSettings(ServingMode mode) {
        rig.prepared(4, "{\"tags\":{\"cost-center\":\"42\"}}");
        serving().start(mode, model);
        assertThat(rig.calls("bedrock", create(mode))
                        .get(0)
                        .input()
                        .path("tags")
                        .toString())
                .contains("{\"key\":\"cost-center\",\"value\":\"42\"}", "ft:run", "ft:stack");
    }

    @Test
    void takesOneModelUnitAndNeverACommitment() {
        serving().start(ServingMode.PROVISIONED_THROUGHPUT, model);
        JsonNode request =
                rig.calls("bedrock", "CreateProvisionedModelThroughput").get(0).input();
        assertThat(request.path("modelUnits").asInt()).isEqualTo(1);
        assertThat(request.has("commitmentDuration")).isFalse();
    }

    @Test
    void removesThroughputThatIsStillBeingCreated() {
        serving().start(ServingMode.PROVISIONED_THROUGHPUT, model);
        int looks = 0;
        while (!serving().remove().isEmpty() && looks++ < 200) {
            rig.clock.sleep(Duration.ofSeconds(30));
        }
        assertThat(rig.aws.meter().stillBilling()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ServingMode.class)
    void saysWhatBedrockSaysOfAFailure(ServingMode mode) {
        rig.aws.bedrock().failures().failNextServing("No capacity.");
        serving().start(mode, model);
        rig.clock.sleep(Duration.ofHours(1));
        assertThatThrownBy(() -> serving().serves(mode))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("No capacity.");
    }

    @Test
    void neitherTakesOverNorRemovesWhatServesAnotherModelUnderItsName() {
        BedrockClient bedrock = rig.platform().aws().bedrock();
        bedrock.createModelCustomizationJob(r -> r.jobName("other")
                .customModelName("other")
                .roleArn("arn:aws:iam::111122223333:role/other")
                .baseModelIdentifier("amazon.nova-micro-v1:0:128k")
                .trainingDataConfig(t -> t.s3Uri("s3://datasets/" + rig.run().staged("train.jsonl")))
                .outputDataConfig(o -> o.s3Uri("s3://results/other/")));
        rig.clock.sleep(Duration.ofHours(5));
        String other =
                bedrock.getModelCustomizationJob(r -> r.jobIdentifier("other")).outputModelArn();
        bedrock.createCustomModelDeployment(
                r -> r.modelDeploymentName(Rig.RUN.value()).modelArn(other));
        assertThatThrownBy(() -> serving().start(ServingMode.ON_DEMAND, model))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("not changed");
        assertThat(serving().remove()).isEmpty();
        assertThat(rig.calls("bedrock", "DeleteCustomModelDeployment")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ServingMode.class)
    void goesOnWithWhatServesItsModelAlthoughTheStackWasRenamedSince(ServingMode mode) {
        String arn = serving().start(mode, model).arn();
        rig.environment.put("FT_STACK", "renamed-stack");
        assertThat(serving().start(mode, model).arn()).isEqualTo(arn);
        assertThat(rig.calls("bedrock", create(mode))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"ON_DEMAND, deployment", "PROVISIONED_THROUGHPUT, throughput"})
    void tellsWhatServesItsModel(ServingMode mode, String kind) {
        assertThat(serving().there()).isEmpty();
        serving().start(mode, model);
        assertThat(serving().there()).extracting(BilledKind::id).containsExactly(kind);
    }

    @ParameterizedTest
    @EnumSource(ServingMode.class)
    void looksAgainForWhatBedrockDoesNotShowYet(ServingMode mode) {
        assertThatThrownBy(() -> serving().serves(mode))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("does not list the serving resource of run " + Rig.RUN);
    }
}
