package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.HistoryEvent;
import io.github.bedrockfinetuning.run.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests updates of the stack during a run: the run ends as without the update, and nothing is billed afterwards. */
class StackUpdateTest {
    private static final Map<FaultScenario, List<String>> STATES = Map.of(
            FaultScenario.PLAIN,
            List.of(
                    "PrepareDataset",
                    "AskApproval",
                    "PauseForTraining",
                    "AnswerBaselines",
                    "WaitForServing",
                    "AnswerTuned",
                    "Evaluate",
                    "Tell"),
            FaultScenario.PROVISIONED,
            List.of("WaitForServing"),
            FaultScenario.TRAINING_FAILS,
            List.of("WaitForCleanUp"),
            FaultScenario.ABORTED,
            List.of("StopServing"));

    private static final Map<FaultScenario, String> ENDS = Map.of(
            FaultScenario.PLAIN,
            "SUCCEEDED",
            FaultScenario.PROVISIONED,
            "SUCCEEDED",
            FaultScenario.TRAINING_FAILS,
            "FAILED",
            FaultScenario.ABORTED,
            "ABORTED");

    static Stream<Arguments> moments() {
        return STATES.entrySet().stream()
                .flatMap(states -> states.getValue().stream().map(state -> Arguments.of(states.getKey(), state)));
    }

    @ParameterizedTest
    @MethodSource("moments")
    @DisplayName("Row 65: the stack is updated while something runs")
    void atAnyStateTheRunEndsAsWithoutTheUpdate(FaultScenario scenario, String state) {
        try (StruckRun run = updated(scenario, state).run()) {
            assertThat(StackUpdate.result(run.stack())).contains("UPDATE_COMPLETE");
            run.assertEnded(ENDS.get(scenario));
            assertThat(states(run.execution())).doesNotContain("WaitForTraining");
            assertThat(run.stack().aws().ssm().value(PreviousRelease.REMOVED_PARAMETER))
                    .isEmpty();
        }
    }

    @Test
    void theUpdateIsRolledBackDuringARun() {
        Assembly current = Stacks.assembly();
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .when("WaitForTraining", stack -> StackUpdate.start(stack, earlier(current)))
                .run()) {
            assertThat(StackUpdate.result(run.stack())).contains("UPDATE_COMPLETE");
            run.assertEnded("SUCCEEDED");
            assertThat(states(run.execution())).contains("WaitForTraining").doesNotContain(PreviousRelease.RENAMED);
            assertThat(again(run)).contains(PreviousRelease.RENAMED);
        }
    }

    @Test
    void theNextRunHasTheNewDefinitionAndTheFormerModelAsItsRival() {
        try (StruckRun run = updated(FaultScenario.PROMOTED, "Evaluate").run()) {
            DeployedStack stack = run.stack();
            assertThat(StackUpdate.result(stack)).contains("UPDATE_COMPLETE");
            String promoted = promoted(stack);
            assertThat(promoted).contains(run.execution().name());
            assertThat(stack.aws().meter().stillBilling())
                    .extracting("kind")
                    .containsExactly("custom-model-deployment");
            String former = run.execution().name();
            assertThat(again(run)).contains("WaitForTraining");
            assertThat(record(stack, 1).at("/promoted/runId").asText()).isEqualTo(former);
        }
    }

    @Test
    void aPermissionThatTheUpdateRemovesIsMissingInTheRunThatStartedBefore() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .when(
                        "CheckTraining",
                        stack -> StackUpdate.start(
                                stack,
                                changed(template -> Mutated.properties(
                                                template, "AWS::IAM::ManagedPolicy", "StartServingPolicy")
                                        .withArray("/PolicyDocument/Statement")
                                        .forEach(statement -> {
                                            if (statement.toString().contains("bedrock:CreateCustomModelDeployment")) {
                                                ((ObjectNode) statement)
                                                        .put("Action", "bedrock:GetCustomModelDeployment");
                                            }
                                        }))))
                .run()) {
            assertThat(StackUpdate.result(run.stack())).contains("UPDATE_COMPLETE");
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("bedrock:CreateCustomModelDeployment");
        }
    }

    @Test
    void aStepThatTheUpdateMovesToAnotherRoleCannotRunInTheRunThatStartedBefore() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .when("CheckTraining", stack -> StackUpdate.start(stack, moved("FineTuningStartServingRole")))
                .run()) {
            assertThat(StackUpdate.result(run.stack())).contains("UPDATE_COMPLETE");
            run.assertEnded("FAILED");
            assertThat(run.execution().history().toString()).contains("cannot be assumed by Lambda");
        }
    }

    @Test
    void aFunctionVersionThatIsNotRetainedCannotRunInTheRunThatStartedBefore() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .of(current -> {
                    JsonNode template = PreviousRelease.template(current);
                    Mutated.resource(template, "AWS::Lambda::Version", "FineTuningStartServing")
                            .remove("DeletionPolicy");
                    return template;
                })
                .when("CheckTraining", stack -> StackUpdate.start(stack, Stacks.assembly()))
                .run()) {
            assertThat(StackUpdate.result(run.stack())).contains("UPDATE_COMPLETE");
            run.assertEnded("FAILED");
            assertThat(run.execution().history().toString()).contains("Function not found");
        }
    }

    @Test
    void aStepThatTheUpdateRemovesEndsTheRunThatStartedBefore() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .when("CheckTraining", stack -> StackUpdate.start(stack, moved("FineTuningStartServingFunction")))
                .run()) {
            assertThat(StackUpdate.result(run.stack())).contains("UPDATE_COMPLETE");
            run.assertEnded("FAILED");
        }
    }

    @Test
    void endsTheRunsIfTheUpdateRemovesTheResourceThatGuardsTheStack() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .when("CheckTraining", stack -> StackUpdate.start(stack, moved("FineTuningEndRuns")))
                .run()) {
            run.assertEnded("ABORTED");
        }
    }

    @Test
    void refusesWhatCloudFormationRefuses() {
        Blueprint deployed = Stacks.blueprint(Stacks.REGION);
        assertThat(refusals(deployed, deployed.assembly())).containsExactly("No updates are to be performed.");
        assertThat(refusals(
                        deployed,
                        changed(template -> Mutated.resource(template, "AWS::Lambda::Permission", "")
                                .put("Type", "AWS::CloudWatch::Dashboard"))))
                .singleElement()
                .asString()
                .startsWith("Update of resource type is not permitted.");
        assertThat(refusals(
                        deployed,
                        changed(template -> Mutated.properties(template, "Custom::FineTuningRuns", "")
                                .put("ServiceToken", "arn:aws:lambda:us-east-1:111122223333:function:other"))))
                .containsExactly("Modifying service token is not allowed.");
        assertThat(refusals(deployed, moved("FineTuningMachineLog")))
                .singleElement()
                .asString()
                .contains("'AWS::Logs::LogGroup'", "already exists");
        assertThat(refusals(deployed, newVersionsOfSameCode()))
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).contains("A version for this Lambda function exists"));
    }

    private static List<String> refusals(Blueprint deployed, Assembly next) {
        return new StackChanges(deployed, deployed.updatedTo(next)).refusals();
    }

    private static Assembly earlier(Assembly current) {
        return new Assembly(PreviousRelease.template(current), current.assets());
    }

    private static Assembly changed(Consumer<ObjectNode> change) {
        Assembly current = Stacks.assembly();
        return new Assembly(
                Mutated.template(PreviousRelease.withOtherCode(current.template(), "1"), change), current.assets());
    }

    /** Returns a release in which the resources with this prefix have other logical IDs. */
    private static Assembly moved(String prefix) {
        Assembly current = Stacks.assembly();
        ObjectNode template = PreviousRelease.withOtherCode(current.template(), "1");
        return new Assembly(Json.read(template.toString().replace(prefix, prefix + "Moved")), current.assets());
    }

    private static Assembly newVersionsOfSameCode() {
        Assembly current = Stacks.assembly();
        String text = current.template()
                .toString()
                .replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}", "$1" + "1".repeat(32));
        return new Assembly(Json.read(text), current.assets());
    }

    /** Uploads the settings again, and returns the states of the run that this starts. */
    private static Set<String> again(StruckRun run) {
        DeployedStack stack = run.stack();
        Map<String, byte[]> objects = FaultScenario.PROMOTED.objects();
        stack.upload("inbox/forty/run.json", objects.get("inbox/forty/run.json"));
        stack.settle();
        assertThat(stack.executions()).hasSize(2);
        Execution second = stack.executions().get(1);
        assertThat(second.status()).isEqualTo(Execution.Status.SUCCEEDED);
        return states(second);
    }

    private static String promoted(DeployedStack stack) {
        return stack.aws()
                .ssm()
                .value(stack.descriptor().promotedPath() + "/forty")
                .orElseThrow();
    }

    private static JsonNode record(DeployedStack stack, int run) {
        try {
            return stack.result("runs/" + stack.executions().get(run).name() + "/run.json")
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prepares a run in the earlier release, which is updated to the current release in a state of the run. */
    private static StruckRun.Setup updated(FaultScenario scenario, String state) {
        return StruckRun.setup(scenario)
                .of(PreviousRelease::template)
                .when(state, stack -> StackUpdate.start(stack, Stacks.assembly(scenario.region())));
    }

    private static Set<String> states(Execution execution) {
        return Stream.concat(Stream.of(execution), execution.children().stream())
                .flatMap(one -> one.history().stream())
                .map(HistoryEvent::details)
                .map(details -> details.path("name").asText())
                .collect(Collectors.toSet());
    }
}
