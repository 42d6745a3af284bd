package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.app.FineTuningApp;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.iam.Policy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests an organization that denies the creation of Bedrock resources without a specific tag. */
class RequiredTagsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_tagging.html">
     *     Example SCPs for tagging resources</a>
     */
    private static Policy requires(String tag) throws Exception {
        return Policy.of("RequiredTags", JSON.readTree("""
                        {"Version": "2012-10-17", "Statement": {"Sid": "RequiredTags", "Effect": "Deny",
                         "Action": ["bedrock:CreateModelCustomizationJob", "bedrock:CreateCustomModelDeployment",
                                    "bedrock:CreateProvisionedModelThroughput"],
                         "Resource": "arn:aws:bedrock:*:%s:*",
                         "Condition": {"Null": {"aws:RequestTag/%s": "true"}}}}""".formatted(DeployedStack.ACCOUNT, tag)));
    }

    private static DeployedStack rehearse(Assembly assembly, String settings) throws Exception {
        FaultUser user = new FaultUser();
        Policy required = requires("cost-center");
        DeployedStack stack = DeployedStack.deploy(
                assembly,
                Stacks.REGION,
                List.of(),
                user,
                new FaultLane().wiring(Stacks.REGION).under(own -> own.and(required)));
        user.watch(stack);
        stack.aws().bedrock().durations(FaultRun.QUICK);
        Map<String, byte[]> files = new LinkedHashMap<>(FaultScenario.PLAIN.objects());
        files.put("inbox/forty/run.json", settings.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        files.forEach(stack::upload);
        stack.settle();
        return stack;
    }

    private static Map<String, String> tags(DeployedStack stack, String operation, String member) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<CallRecord> made = stack.calls().stream()
                .filter(call -> call.operation().equals(operation) && call.executed())
                .toList();
        assertThat(made).hasSize(1);
        for (JsonNode tag : made.get(0).input().path(member)) {
            tags.put(tag.path("key").asText(), tag.path("value").asText());
        }
        return tags;
    }

    @Test
    @DisplayName("Row 78: the organization requires tags")
    void withoutItsTagNothingIsCreated() throws Exception {
        try (DeployedStack stack = rehearse(Stacks.assembly(), "{\"spendingCeiling\": 1000}")) {
            JsonNode status = Stacks.status(stack);
            assertThat(status.path("status").asText()).isEqualTo("FAILED");
            assertThat(status.path("reason").asText())
                    .contains("bedrock:CreateModelCustomizationJob", "service control policy", "tags");
            assertThat(stack.aws().meter().stillBilling()).isEmpty();
            assertThat(stack.calls().stream().filter(call -> call.operation().startsWith("Create") && call.executed()))
                    .isEmpty();
        }
    }

    @Test
    void withTheTagsOfPropAndSettingTheRunEndsWell(@TempDir Path out) throws Exception {
        FineTuningApp.synthesize(out, Stacks.REGION, Map.of("tags", "cost-center=42,team=ml"));
        try (DeployedStack stack = rehearse(
                Assembly.read(out),
                "{\"spendingCeiling\": 1000, \"tags\": {\"team\": \"search\", \"owner\": \"me\"}}")) {
            JsonNode status = Stacks.status(stack);
            assertThat(status.path("status").asText())
                    .as(status.path("reason").asText())
                    .isEqualTo("SUCCEEDED");
            Map<String, String> expected = Map.of("cost-center", "42", "team", "search", "owner", "me");
            for (Map<String, String> tags : List.of(
                    tags(stack, "CreateModelCustomizationJob", "jobTags"),
                    tags(stack, "CreateModelCustomizationJob", "customModelTags"),
                    tags(stack, "CreateCustomModelDeployment", "tags"))) {
                assertThat(tags)
                        .containsAllEntriesOf(expected)
                        .containsKeys("ft:run", "ft:stack")
                        .hasSize(5);
            }
            assertThat(stack.aws().meter().stillBilling()).isEmpty();
        }
    }
}
