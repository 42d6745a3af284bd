package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.Rehearsal;
import io.github.bedrockfinetuning.local.states.Listener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the handlers ask of AWS in a rehearsal, held against what the template lets their roles do. */
class RehearsedCallsTest {
    private static final Map<String, List<String>> S3_ACTIONS = Map.of(
            "GetObject", List.of("s3:GetObject"),
            "HeadObject", List.of("s3:GetObject"),
            "PutObject", List.of("s3:PutObject"),
            "CreateMultipartUpload", List.of("s3:PutObject"),
            "UploadPart", List.of("s3:PutObject"),
            "UploadPartCopy", List.of("s3:PutObject"),
            "CompleteMultipartUpload", List.of("s3:PutObject"),
            "AbortMultipartUpload", List.of("s3:AbortMultipartUpload"),
            "ListObjectsV2", List.of("s3:ListBucket"));
    private static final Synthesized TEMPLATE = Synthesized.workflow("us-east-1");
    private static List<CallRecord> calls;

    @BeforeAll
    static void rehearse() throws Exception {
        try (DeployedStack stack = DeployedStack.deploy(
                Rehearsal.synthesize("us-east-1", Optional.empty()), "us-east-1", List.of(), Listener.NONE)) {
            stack.upload("inbox/colours.jsonl", dataset());
            stack.settle();
            calls = List.copyOf(stack.calls());
        }
    }

    @Test
    void letsEveryStepMakeItsCalls() {
        assertThat(calls).hasSizeGreaterThan(50);
        Set<String> refused = new TreeSet<>();
        for (CallRecord call : calls) {
            for (String action : actions(call)) {
                if (statements(call.role()).stream().noneMatch(statement -> allows(statement, action, call))) {
                    refused.add(action + " on " + call.resource() + " by " + call.role());
                }
            }
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void comesAsFarAsServingAndAnsweringWithTheModel() {
        assertThat(calls)
                .extracting(CallRecord::operation)
                .contains(
                        "StartExecution",
                        "CreateModelCustomizationJob",
                        "CreateCustomModelDeployment",
                        "Converse",
                        "DeleteCustomModelDeployment",
                        "Publish",
                        "ListProvisionedModelThroughputs");
    }

    private static Set<String> actions(CallRecord call) {
        Set<String> actions = new TreeSet<>();
        switch (call.service()) {
            case "s3" ->
                actions.addAll(Optional.ofNullable(S3_ACTIONS.get(call.operation()))
                        .orElseThrow(() -> new AssertionError("No action is known for " + call.operation())));
            case "bedrock" ->
                actions.add("bedrock:" + (call.operation().equals("Converse") ? "InvokeModel" : call.operation()));
            default -> actions.add(call.service() + ":" + call.operation());
        }
        if (call.service().equals("s3") && call.input().path("versionId").isTextual()) {
            actions.add("s3:GetObjectVersion");
        }
        if (call.service().equals("bedrock") && call.operation().startsWith("Create")) {
            actions.add("bedrock:TagResource");
        }
        return actions;
    }

    private static boolean allows(JsonNode statement, String action, CallRecord call) {
        return Synthesized.texts(statement.path("Action")).contains(action)
                && (!call.service().equals("s3") || reaches(statement, call));
    }

    /** Whether a statement's keys, or the prefixes that may be listed, hold what the call asks for. */
    private static boolean reaches(JsonNode statement, CallRecord call) {
        boolean lists = call.operation().equals("ListObjectsV2");
        JsonNode condition = statement.at("/Condition/StringLikeIfExists/s3:prefix");
        List<String> patterns = new ArrayList<>();
        if (lists) {
            patterns.addAll(Synthesized.texts(condition));
        } else {
            JsonNode resources = statement.path("Resource");
            (resources.isArray() ? resources : List.of(resources))
                    .forEach(resource ->
                            patterns.add(Synthesized.resolved(resource).replaceFirst("^<[^>]*>/", "")));
        }
        String key = call.input().path(lists ? "prefix" : "Key").asText();
        return patterns.stream()
                .anyMatch(pattern -> key.matches(pattern.replace(".", "\\.").replace("*", ".*")));
    }

    /** The local AWS shortens a role's logical id into its physical name: stack, beginning, hash. */
    private static List<JsonNode> statements(String role) {
        String beginning = role.split("-")[1];
        List<String> roles = TEMPLATE.all("AWS::IAM::Role").keySet().stream()
                .filter(id -> id.startsWith(beginning))
                .toList();
        assertThat(roles).as("roles that %s may be", role).hasSize(1);
        return TEMPLATE.all("AWS::IAM::ManagedPolicy").values().stream()
                .filter(policy -> policy.at("/Properties/Roles/0/Ref").asText().equals(roles.get(0)))
                .flatMap(policy -> Synthesized.statements(policy.at("/Properties/PolicyDocument")).stream())
                .toList();
    }

    /** Questions whose answers can be learnt. */
    private static byte[] dataset() {
        StringBuilder lines = new StringBuilder();
        String[][] facts = {{"grass", "green"}, {"the sky", "blue"}, {"snow", "white"}, {"coal", "black"}};
        for (int i = 0; i < 80; i++) {
            String[] fact = facts[i % facts.length];
            lines.append("""
                    {"schemaVersion":"bedrock-conversation-2024","messages":[{"role":"user","content":[{"text":"Number %d: which colour is %s?"}]},{"role":"assistant","content":[{"text":"%s"}]}]}
                    """.formatted(i, fact[0], fact[1]));
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
