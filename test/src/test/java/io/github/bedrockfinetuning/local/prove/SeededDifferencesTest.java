package io.github.bedrockfinetuning.local.prove;

import static io.github.bedrockfinetuning.local.prove.Rewriting.action;
import static io.github.bedrockfinetuning.local.prove.Rewriting.path;
import static io.github.bedrockfinetuning.local.prove.Rewriting.target;
import static io.github.bedrockfinetuning.local.prove.Rewriting.testOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.prove.experiments.Finding;
import io.github.bedrockfinetuning.local.prove.record.Comparison;
import io.github.bedrockfinetuning.local.prove.record.Difference;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.ProofStack;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that the experiments detect every change in the behavior of a simulated account, as a difference or as a
 * contradiction.
 */
class SeededDifferencesTest {
    /**
     * A change in behavior.
     *
     * @param answers the changed responses to the user; null if a permission is missing instead
     * @param denied a pattern of the labels of the missing policy statements; null for none
     * @param difference the operation and the member of the expected difference; null if only a contradiction is
     *     expected
     * @param contradicted the experiment that must be contradicted; null if only a difference is expected
     */
    private record Seed(
            String name,
            Rewriting answers,
            String denied,
            String difference,
            Question contradicted,
            Set<Question> experiments) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String MICRO = "/foundation-models/amazon\\.nova-micro-v1.*0";
    private static final String JOB = "/model-customization-jobs/[a-z2-7]{26}";

    static Stream<Seed> seeds() {
        Seed[] seeds = {
            answered(
                    "a resource of the stack whose update failed",
                    Rewriting.text(
                            action("ListStackResources"),
                            "<ResourceStatus>CREATE_COMPLETE</ResourceStatus>",
                            "<ResourceStatus>UPDATE_FAILED</ResourceStatus>"),
                    "ListStackResources StackResourceSummaries",
                    Question.STACK),
            answered(
                    "a template that CloudFormation refuses",
                    Rewriting.text(
                            action("DescribeChangeSet"), "The submitted information didn't contain changes.", "Rule"),
                    null,
                    Question.TEMPLATE),
            answered(
                    "a state with another next state",
                    Rewriting.json(testOf("PrepareDataset", ""), body -> body.put("nextState", "Tell")),
                    "TestState (PrepareDataset with a result) nextState",
                    Question.DEFINITION),
            answered(
                    "a Retry that does not retry",
                    Rewriting.json(testOf("Evaluate", "Lambda.Unknown"), body -> body.put("status", "FAILED")),
                    "TestState (Evaluate with Lambda.Unknown) status",
                    null),
            answered(
                    "a Catch that keeps another output",
                    Rewriting.json(testOf("StartServing", "Prove.UnlistedError"), body -> body.put("output", "{}")),
                    "TestState (StartServing with Prove.UnlistedError) output",
                    null),
            answered(
                    "a state that cannot be tested without a role",
                    Rewriting.refused(testOf("Judge?", ""), "ValidationException"),
                    "TestState (Judge? by default) error",
                    Question.DEFINITION),
            answered(
                    "a default model in Legacy",
                    Rewriting.text(path("GET", MICRO), "\"ACTIVE\"", "\"LEGACY\""),
                    "GetFoundationModel (amazon.nova-micro-v1:0) modelDetails.modelLifecycle.status",
                    Question.MODELS),
            answered(
                    "a default model that only a profile answers",
                    Rewriting.text(path("GET", MICRO), "\"ON_DEMAND\"", "\"PROVISIONED\""),
                    "GetFoundationModel (amazon.nova-micro-v1:0) modelDetails.inferenceTypesSupported[]",
                    Question.MODELS),
            answered(
                    "a default model without an agreement",
                    Rewriting.json(
                            path("GET", "/foundation-model-availability/.*"),
                            body -> ((ObjectNode) body.path("agreementAvailability")).put("status", "NOT_AVAILABLE")),
                    "GetFoundationModelAvailability (amazon.nova-micro-v1:0) agreementAvailability.status",
                    Question.MODELS),
            answered(
                    "a missing member",
                    Rewriting.json(
                            path("GET", "/foundation-models/.*nova-pro.*"),
                            body -> ((ObjectNode) body.path("modelDetails")).remove("modelLifecycle")),
                    "GetFoundationModel (amazon.nova-pro-v1:0) modelDetails.modelLifecycle",
                    Question.MODELS),
            answered(
                    "a member that nobody knows",
                    Rewriting.json(
                            path("GET", "/foundation-models/.*nova-lite.*"),
                            body -> ((ObjectNode) body.path("modelDetails")).put("speed", 1)),
                    "GetFoundationModel (amazon.nova-lite-v1:0) modelDetails.speed",
                    null),
            answered(
                    "a member of another type",
                    Rewriting.json(
                            path("GET", "/foundation-models/.*nova-lite.*"),
                            body -> ((ObjectNode) body.path("modelDetails")).put("responseStreamingSupported", "true")),
                    "GetFoundationModel (amazon.nova-lite-v1:0) modelDetails.responseStreamingSupported",
                    null),
            answered(
                    "a model that refuses to answer",
                    Rewriting.refused(path("POST", "/model/.*/converse"), "ValidationException"),
                    "Converse (amazon.nova-micro-v1:0) error",
                    Question.MODELS),
            answered(
                    "a bad file that is not rejected",
                    Rewriting.text(path("GET", ".*/status\\.json"), "\"REJECTED\"", "\"SUCCEEDED\""),
                    null,
                    Question.REJECTED_FILE),
            answered(
                    "another order of states",
                    Rewriting.text(
                            target("GetExecutionHistory"), "\"name\":\"PrepareDataset\"", "\"name\":\"CleanUp\""),
                    "GetExecutionHistory order of states in the machine",
                    null,
                    Question.REJECTED_FILE),
            answered(
                    "a training state that never comes",
                    Rewriting.json(path("GET", JOB), SeededDifferencesTest::withoutTraining),
                    null,
                    Question.ABORTED_TRAINING),
            answered(
                    "a stopped job of another status",
                    Rewriting.text(path("GET", JOB), "\"Stopped\"", "\"Failed\""),
                    "GetModelCustomizationJob status",
                    Question.ABORTED_TRAINING),
            answered(
                    "another error for a taken job name",
                    Rewriting.error(path("POST", "/model-customization-jobs"), "ValidationException"),
                    "CreateModelCustomizationJob error",
                    Question.TAKEN_JOB_NAME),
            answered(
                    "a Wait state that takes hours",
                    Rewriting.json(target("GetExecutionHistory"), SeededDifferencesTest::waitForHours),
                    "GetExecutionHistory time in WaitForTraining",
                    null,
                    Question.ABORTED_TRAINING),
            answered(
                    "a custom model without encryption",
                    Rewriting.json(path("GET", "/custom-models/.*"), body -> body.remove("modelKmsKeyArn")),
                    "GetCustomModel modelKmsKeyArn",
                    Question.WHOLE_RUN),
            answered(
                    "another error for a taken deployment name",
                    Rewriting.error(
                            path("POST", "/model-customization/custom-model-deployments"),
                            "ServiceQuotaExceededException"),
                    "CreateCustomModelDeployment (second) error",
                    Question.TAKEN_DEPLOYMENT_NAME,
                    Question.WHOLE_RUN,
                    Question.TAKEN_DEPLOYMENT_NAME),
            answered(
                    "a refused call in CloudTrail",
                    Rewriting.text(
                            target("LookupEvents"),
                            "\\\"eventName\\\":\\\"GetModelCustomizationJob\\\"",
                            "\\\"errorCode\\\":\\\"AccessDenied\\\",\\\"eventName\\\":\\\"GetModelCustomizationJob\\\""),
                    "LookupEvents denied requests from the workflow roles",
                    Question.TRAIL,
                    Question.WHOLE_RUN,
                    Question.TRAIL),
            new Seed(
                    "a denied key",
                    null,
                    "FineTuningStartServingPolicy/DataKey",
                    "LookupEvents denied requests from the workflow roles",
                    Question.TRAIL,
                    Set.of(Question.WHOLE_RUN, Question.TRAIL)),
            new Seed(
                    "events that the queue does not take",
                    null,
                    "FineTuning.*Queue.*",
                    null,
                    Question.REJECTED_FILE,
                    Set.of(Question.REJECTED_FILE))
        };
        return Stream.of(seeds);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isFound(Seed seed) throws Exception {
        try (DeployedStack stack = ProofStack.deploy(policies -> seed.denied == null
                ? policies
                : policies.without(statement -> statement.label().matches(seed.denied)))) {
            if (seed.answers != null) {
                stack.aws().through(seed.answers);
            }
            Proof.Tried outcome = Proofs.run(stack, seed.experiments);
            List<Difference> differences = Comparison.of(Proofs.plain(), outcome.recording());
            if (seed.difference != null) {
                assertThat(differences)
                        .extracting(difference -> difference.operation() + " " + difference.member())
                        .anyMatch(found -> found.startsWith(seed.difference));
            }
            if (seed.contradicted != null) {
                assertThat(outcome.findings().get(seed.contradicted).result())
                        .as(outcome.findings().toString())
                        .isEqualTo(Finding.Result.CONTRADICTED);
            }
            assertThat(stack.aws().meter().stillBilling()).isEmpty();
            assertThat(stack.aws().meter().stored()).isEmpty();
        }
    }

    /** Returns a change in the responses to these requests, which the experiments that send them detect. */
    private static Seed answered(
            String name, Rewriting answers, String difference, Question contradicted, Question... experiments) {
        Set<Question> needed = experiments.length > 0 ? Set.of(experiments) : needed(difference, contradicted);
        return new Seed(name, answers, null, difference, contradicted, needed);
    }

    private static Set<Question> needed(String difference, Question contradicted) {
        Question asked = Optional.ofNullable(contradicted)
                .orElseGet(() -> difference.startsWith("TestState") ? Question.DEFINITION : Question.MODELS);
        return switch (asked) {
            case STACK -> Set.of(Question.STACK);
            case TEMPLATE -> Set.of(Question.TEMPLATE);
            case DEFINITION -> Set.of(Question.DEFINITION);
            case MODELS -> Set.of(Question.MODELS);
            case REJECTED_FILE -> Set.of(Question.REJECTED_FILE);
            case ABORTED_TRAINING -> Set.of(Question.ABORTED_TRAINING);
            case TAKEN_JOB_NAME -> Set.of(Question.ABORTED_TRAINING, Question.TAKEN_JOB_NAME);
            default -> Set.of(Question.WHOLE_RUN);
        };
    }

    private static void withoutTraining(ObjectNode job) {
        if (job.path("statusDetails") instanceof ObjectNode details) {
            details.remove("trainingDetails");
        }
        if (job.path("status").asText().equals("Completed")) {
            job.put("status", "Failed");
        }
    }

    private static void waitForHours(ObjectNode history) {
        for (JsonNode event : history.path("events")) {
            if (event.at("/stateExitedEventDetails/name").asText().equals("WaitForTraining")) {
                ((ObjectNode) event).put("timestamp", event.path("timestamp").asDouble() + 7200);
            }
        }
    }
}
