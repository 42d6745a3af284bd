package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.app.FineTuningApp;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.states.Listener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the stack whose functions and jobs are in a network without internet access. */
class IsolatedRehearsalTest {
    @TempDir
    private Path folder;

    @Test
    void endsInTheSameVerdictAndCallsOnlyWhatHasAnEndpoint() throws Exception {
        Path small = Stacks.smallDataset(folder, "{}");
        Upload upload = Upload.of(Optional.of(small), Optional.empty());
        JsonNode plain;
        try (DeployedStack stack = Stacks.deploy()) {
            upload.into(stack);
            stack.settle();
            plain = verdict(stack);
        }
        Path out = folder.resolve("cdk.out");
        FineTuningApp.synthesize(out, Stacks.REGION, Map.of("network", "isolated"));
        try (DeployedStack stack = DeployedStack.deploy(Assembly.read(out), Stacks.REGION, List.of(), Listener.NONE)) {
            upload.into(stack);
            stack.settle();
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(verdict(stack)).isEqualTo(plain);
            JsonNode request = stack.calls().stream()
                    .filter(call -> call.operation().equals("CreateModelCustomizationJob"))
                    .map(CallRecord::input)
                    .findFirst()
                    .orElseThrow();
            assertThat(request.at("/vpcConfig/subnetIds"))
                    .hasSize(2)
                    .allMatch(id -> id.asText().startsWith("subnet-"));
            assertThat(request.at("/vpcConfig/securityGroupIds/0").asText()).startsWith("sg-");
            assertThat(services(stack))
                    .contains("s3", "bedrock", "states", "sns")
                    .isSubsetOf("s3", "bedrock", "states", "sns", "ssm");
        }
    }

    private static JsonNode verdict(DeployedStack stack) throws Exception {
        String runId = stack.executions().get(0).name();
        return stack.result("runs/" + runId + "/verdict.json").orElseThrow();
    }

    private static Set<String> services(DeployedStack stack) {
        return stack.calls().stream().map(CallRecord::service).collect(Collectors.toSet());
    }
}
