package io.github.bedrockfinetuning.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.steps.CleanUp;
import io.github.bedrockfinetuning.steps.Promote;
import io.github.bedrockfinetuning.steps.Rig;
import io.github.bedrockfinetuning.steps.StopServing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromotionTest {
    private static final String NAME = "/fine-tuning/demo-stack/demo";
    private final Rig rig = new Rig();

    @BeforeEach
    void serve() {
        rig.prepared(4, "{\"promote\":true}");
        rig.served();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private JsonNode promote() {
        return rig.call(new Promote(rig.platform()), rig.state());
    }

    private ObjectNode stopServing(ObjectNode state) {
        return rig.follow(() -> new StopServing(rig.platform()), state, "STOPPING");
    }

    private boolean serves() {
        return !rig.platform()
                .aws()
                .bedrock()
                .listCustomModelDeployments(r -> {})
                .modelDeploymentSummaries()
                .isEmpty();
    }

    @Test
    void writesModelEndpointAndLineageUnderTheStableName() {
        assertThat(promote().path("status").asText()).isEqualTo("PROMOTED");
        JsonNode value = Json.read(rig.aws.ssm().value(NAME).orElseThrow());
        assertThat(value.path("runId").asText()).isEqualTo(Rig.RUN.value());
        assertThat(value.path("model").asText()).contains(":custom-model/");
        assertThat(value.path("endpoint").asText()).contains(":custom-model-deployment/");
        assertThat(value.path("inputs").toString()).contains("sha256");
    }

    @Test
    void keepsTheOneBeforeInTheParametersHistory() {
        rig.platform()
                .aws()
                .ssm()
                .putParameter(r -> r.name(NAME).value("{\"runId\":\"before\"}").type("String"));
        promote();
        assertThat(rig.platform()
                        .aws()
                        .ssm()
                        .getParameterHistory(r -> r.name(NAME))
                        .parameters())
                .extracting(p -> Json.read(p.value()).path("runId").asText())
                .containsExactly("before", Rig.RUN.value());
    }

    @Test
    void writesOnceThoughTheAnswerWasLost() {
        rig.aws.faults().add("step", "PutParameter", Fault.LOST_ANSWER, 1);
        promote();
        promote();
        assertThat(rig.platform()
                        .aws()
                        .ssm()
                        .getParameterHistory(r -> r.name(NAME))
                        .parameters())
                .hasSize(1);
    }

    @Test
    void keepsServingUntilTheGateHasSpokenAndAfterwardsOnlyIfPromoted() {
        assertThat(stopServing(rig.state()).path("status").asText()).isEqualTo("STOPPED");
        assertThat(serves()).isTrue();
        stopServing(rig.state().put("status", "EVALUATED").put("final", true));
        assertThat(serves()).isFalse();
    }

    @Test
    void cleanUpLeavesAnEndpointThatTheParameterNames() {
        promote();
        rig.follow(() -> new CleanUp(rig.platform()), rig.state(), "CLEANING");
        assertThat(serves()).isTrue();
    }

    @Test
    void cleanUpRemovesTheEndpointIfPromotionIsRefused() {
        rig.aws.faults().add("step", "PutParameter", Fault.ACCESS_DENIED, Long.MAX_VALUE);
        assertThatThrownBy(this::promote).hasMessageContaining("PutParameter");
        rig.follow(() -> new CleanUp(rig.platform()), rig.state(), "CLEANING");
        assertThat(serves()).isFalse();
    }

    @Test
    void hashesADatasetNameThatAParameterCannotHave() {
        assertThat(Promotion.parameter(rig.run(), "sales-2026.v1")).isEqualTo("/fine-tuning/demo-stack/sales-2026.v1");
        assertThat(Promotion.parameter(rig.run(), "a b/ü")).matches("/fine-tuning/demo-stack/dataset-[0-9a-f]{32}");
    }
}
