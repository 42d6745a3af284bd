package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.Listener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests a dataset that is uploaded again: the base and reference models are not invoked and not billed again. */
class ReusedAnswersTest {
    private static final FaultScenario SCENARIO = new FaultScenario(
            "reused",
            Stacks.REGION,
            34,
            FaultScenario.TESTS,
            "{\"spendingCeiling\": 1000, \"referenceModel\": \"amazon.nova-pro-v1:0:300k\"}",
            List.of(),
            false);

    private static DeployedStack deploy() throws Exception {
        FaultLane lane = new FaultLane();
        DeployedStack stack = DeployedStack.deploy(
                Stacks.assembly(), Stacks.REGION, List.of(), Listener.NONE, lane.wiring(Stacks.REGION));
        SCENARIO.objects().forEach(stack::upload);
        stack.settle();
        return stack;
    }

    private static void again(DeployedStack stack, String settings) {
        stack.upload("inbox/forty/run.json", settings.getBytes(StandardCharsets.UTF_8));
        stack.settle();
    }

    private static long asked(DeployedStack stack, String model) {
        return stack.calls().stream()
                .filter(call -> call.operation().equals("Converse"))
                .filter(call -> call.input().path("modelId").asText().contains(model))
                .count();
    }

    private static JsonNode report(DeployedStack stack, int run) throws Exception {
        Execution execution = stack.executions().get(run);
        return stack.result("reports/" + execution.name() + "/report.json").orElseThrow();
    }

    private static JsonNode part(JsonNode parts, String system) {
        for (JsonNode part : parts) {
            if (part.path("name").asText().equals("answering")
                    && part.path("system").asText().equals(system)) {
                return part;
            }
        }
        throw new AssertionError("There is no part of " + system + " in " + parts);
    }

    @Test
    void theSecondRunHasTheSameFiguresAndPaysNothingForThem() throws Exception {
        try (DeployedStack stack = deploy()) {
            again(stack, SCENARIO.settings());

            assertThat(asked(stack, "nova-micro")).isEqualTo(FaultScenario.TESTS);
            assertThat(asked(stack, "nova-pro")).isEqualTo(FaultScenario.TESTS);
            assertThat(asked(stack, "custom-model-deployment")).isEqualTo(2L * FaultScenario.TESTS);
            JsonNode first = report(stack, 0);
            JsonNode second = report(stack, 1);
            for (String system : List.of("base", "reference")) {
                assertThat(second.path("systems").path(system))
                        .isEqualTo(first.path("systems").path(system));
                assertThat(part(first.at("/actual/parts"), system)
                                .path("amount")
                                .asDouble())
                        .isPositive();
                JsonNode counted = part(second.at("/actual/parts"), system);
                assertThat(counted.path("amount").asDouble()).isZero();
                assertThat(counted.path("basis").asText()).contains("earlier runs paid for 6 answers");
                JsonNode estimated = part(second.at("/estimate/parts"), system);
                assertThat(estimated.path("high").asDouble()).isZero();
                assertThat(estimated.path("basis").asText()).contains("reused from earlier runs");
                assertThat(part(first.at("/estimate/parts"), system)
                                .path("high")
                                .asDouble())
                        .isPositive();
                JsonNode reused = second.at("/lineage/reusedAnswers/" + system + "/0");
                assertThat(reused.path("runId").asText())
                        .isEqualTo(stack.executions().get(0).name());
                assertThat(reused.path("askedAt").asText()).isNotBlank();
                assertThat(second.path("notice").asText())
                        .contains(
                                "6 answers of the " + system,
                                reused.path("runId").asText());
            }
            assertThat(first.path("notice").asText("")).doesNotContain("were reused from run");
            assertThat(part(second.at("/actual/parts"), "tuned").path("amount").asDouble())
                    .isPositive();
        }
    }

    @Test
    void anotherReferenceIsAskedAndTheSameBaseIsNot() throws Exception {
        try (DeployedStack stack = deploy()) {
            again(stack, SCENARIO.settings().replace("nova-pro", "nova-lite"));
            assertThat(asked(stack, "nova-micro")).isEqualTo(FaultScenario.TESTS);
            assertThat(asked(stack, "nova-lite")).isEqualTo(FaultScenario.TESTS);
        }
    }

    @Test
    void anotherTestSetIsAsked() throws Exception {
        try (DeployedStack stack = deploy()) {
            byte[] test = SCENARIO.objects().get("inbox/forty/test.jsonl");
            String other = new String(test, StandardCharsets.UTF_8).replace("is about my", "is on my");
            stack.upload("inbox/forty/test.jsonl", other.getBytes(StandardCharsets.UTF_8));
            again(stack, SCENARIO.settings());
            assertThat(asked(stack, "nova-micro")).isEqualTo(2L * FaultScenario.TESTS);
            assertThat(asked(stack, "nova-pro")).isEqualTo(2L * FaultScenario.TESTS);
        }
    }
}
