package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.app.FineTuningApp;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.api.Conformance;
import io.github.bedrockfinetuning.local.states.Listener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that every request of the handlers to Bedrock, Step Functions and Service Quotas conforms to the AWS API
 * models. The runs are an approved, judged and promoted run, an aborted run, and a run with Provisioned Throughput.
 */
class RehearsedRequestsTest {
    private static final String LLAMA = "meta.llama3-1-8b-instruct-v1:0";

    /** An operation of the SDK client that is newer than the models. */
    private static final String NEWER_THAN_THE_MODELS = "GetAccountDataRetention";

    @TempDir
    private Path folder;

    @Test
    void everyRequestConforms() throws Exception {
        List<CallRecord> calls = new ArrayList<>(approvedJudgedAndPromoted());
        calls.addAll(aborted());
        calls.addAll(onProvisionedThroughput());

        Set<String> faults = new TreeSet<>();
        Set<String> operations = new TreeSet<>();
        for (CallRecord call : calls) {
            if (call.operation().equals(NEWER_THAN_THE_MODELS)) {
                assertThat(call.input()).as("it takes nothing").isEmpty();
            } else if (Conformance.knows(call.service())) {
                operations.add(call.operation());
                Conformance.faults(call.service(), call.operation(), call.input())
                        .forEach(fault -> faults.add(call.role() + ": " + fault));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(operations)
                .containsExactlyInAnyOrder(
                        "Converse",
                        "CreateCustomModelDeployment",
                        "CreateModelCustomizationJob",
                        "CreateProvisionedModelThroughput",
                        "DeleteCustomModelDeployment",
                        "DeleteProvisionedModelThroughput",
                        "DescribeExecution",
                        "GetCustomModelDeployment",
                        "GetFoundationModel",
                        "GetFoundationModelAvailability",
                        "GetModelCustomizationJob",
                        "GetModelInvocationLoggingConfiguration",
                        "GetProvisionedModelThroughput",
                        "ListCustomModelDeployments",
                        "ListCustomModels",
                        "ListExecutions",
                        "ListModelCustomizationJobs",
                        "ListProvisionedModelThroughputs",
                        "ListServiceQuotas",
                        "ListTagsForResource",
                        "StartExecution",
                        "StopModelCustomizationJob");
    }

    private List<CallRecord> approvedJudgedAndPromoted() throws Exception {
        String settings = """
                {"approval": "always", "promote": true, "judge": {"model": "amazon.nova-pro-v1:0", "rubric": "Short is good."}}""";
        try (DeployedStack stack = Stacks.deploy()) {
            stack.clock()
                    .after(
                            Duration.ofHours(1),
                            () -> stack.approve(stack.executions().get(0).name()));
            Upload.of(Optional.of(Stacks.smallDataset(folder, settings)), Optional.empty())
                    .into(stack);
            stack.settle();
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("SUCCEEDED");
            return List.copyOf(stack.calls());
        }
    }

    private List<CallRecord> aborted() throws Exception {
        try (DeployedStack stack = Stacks.deploy("CheckTraining:abort")) {
            Upload.of(Optional.of(Stacks.smallDataset(folder, "{}")), Optional.empty())
                    .into(stack);
            stack.settle();
            return List.copyOf(stack.calls());
        }
    }

    private List<CallRecord> onProvisionedThroughput() throws Exception {
        Path out = folder.resolve("cdk.out");
        FineTuningApp.synthesize(
                out, "us-west-2", Map.of("baseModel", LLAMA, "allowEndOfLifeModels", true, "referenceModel", "none"));
        try (DeployedStack stack = DeployedStack.deploy(Assembly.read(out), "us-west-2", List.of(), Listener.NONE)) {
            stack.upload("inbox/colours/test.jsonl", colours(40));
            stack.upload("inbox/colours/train.jsonl", colours(120));
            stack.upload(
                    "inbox/colours/run.json",
                    "{\"approval\":\"never\",\"spendingCeiling\":null}".getBytes(StandardCharsets.UTF_8));
            stack.settle();
            assertThat(Stacks.status(stack).path("status").asText())
                    .as(Stacks.status(stack).toString())
                    .isEqualTo("SUCCEEDED");
            return List.copyOf(stack.calls());
        }
    }

    private static byte[] colours(int records) {
        String[][] facts = {{"grass", "green"}, {"the sky", "blue"}, {"snow", "white"}, {"coal", "black"}};
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < records; i++) {
            String[] fact = facts[i % facts.length];
            lines.append("""
                    {"prompt":"Of %d, number %d: which colour is %s?","completion":"%s"}
                    """.formatted(records, i, fact[0], fact[1]));
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
