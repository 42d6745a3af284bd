package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockfinetuning.constructs.Synthesized;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.event.ruler.Ruler;

/** Checks that a template contains none of the common mistakes. Each check throws an exception if it fails. */
public final class TrapChecks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MACHINE = "arn:aws:states:us-east-1:111122223333:stateMachine:Machine";

    /** Events from the AWS documentation. */
    private static final List<String> SENT = List.of("""
            {"source": "aws.s3", "detail-type": "Object Created", "account": "111122223333", "region": "us-east-1",
             "detail": {"version": "0", "bucket": {"name": "Datasets"}, "reason": "PutObject",
             "object": {"key": "inbox/a.jsonl", "size": 5, "etag": "e", "version-id": "v", "sequencer": "0"}}}""", """
            {"source": "aws.states", "detail-type": "Step Functions Execution Status Change", "account": "111122223333",
             "region": "us-east-1", "detail": {"stateMachineArn": "%s", "name": "n", "status": "TIMED_OUT",
             "executionArn": "arn:aws:states:us-east-1:111122223333:execution:Machine:n"}}""".formatted(MACHINE), """
            {"source": "aws.bedrock", "detail-type": "Model Customization Job State Change", "account": "111122223333",
             "region": "us-east-1", "detail": {"jobArn": "j", "jobName": "n", "jobStatus": "Failed",
             "failureMessage": "m"}}""");

    private TrapChecks() {}

    static void everyFailureIsTriedAgainCaughtAndCounted(JsonNode template) throws Exception {
        JsonNode definition =
                JSON.readTree(Synthesized.resolved(Mutated.properties(template, "AWS::StepFunctions::StateMachine", "")
                        .path("DefinitionString")));
        definition.path("States").properties().forEach(state -> {
            if (Set.of("Task", "Map", "Parallel")
                    .contains(state.getValue().path("Type").asText())) {
                JsonNode catchers = state.getValue().path("Catch");
                assertThat(catchers.path(catchers.size() - 1)
                                .path("ErrorEquals")
                                .toString())
                        .as(state.getKey())
                        .isEqualTo("[\"States.ALL\"]");
            }
        });
        Map<String, JsonNode> all = Mutated.states(definition);
        assertThat(all).containsKeys("StartTraining", "AnswerTunedBatch");
        all.forEach((name, state) -> {
            if (state.path("Type").asText().equals("Task")) {
                assertThat(state.path("Retry")).as(name).isNotEmpty();
            }
            assertThat(state.fieldNames())
                    .toIterable()
                    .as(name)
                    .noneMatch(field -> field.startsWith("ToleratedFailure"));
        });
    }

    public static void onlyDropsStartRuns(JsonNode template) throws Exception {
        String pattern = pattern(Mutated.properties(template, "AWS::Events::Rule", "Dropped"));
        for (String key : List.of("inbox/a.jsonl", "inbox/a/run.json")) {
            assertThat(Ruler.matchesRule(SENT.get(0).replace("inbox/a.jsonl", key), pattern))
                    .as(key)
                    .isTrue();
        }
        for (String key : List.of(
                "staged/a/train.jsonl",
                "jobs/a/model-customization-job-x/training_artifacts/step_wise_training_metrics.csv",
                "a-output/metrics.csv",
                "runs/a/status.json")) {
            assertThat(Ruler.matchesRule(SENT.get(0).replace("inbox/a.jsonl", key), pattern))
                    .as(key)
                    .isFalse();
        }
    }

    static void nothingHasAFixedName(JsonNode template) {
        template.path("Resources").properties().forEach(resource -> {
            JsonNode properties = resource.getValue().path("Properties");
            for (String name : List.of("FunctionName", "StateMachineName", "BucketName", "RoleName", "QueueName")) {
                assertThat(properties.path(name).isTextual())
                        .as(resource.getKey() + "." + name)
                        .isFalse();
            }
        });
    }

    static void keysAreUsedOnKeys(JsonNode template) {
        int used = 0;
        for (JsonNode resource : template.path("Resources")) {
            for (JsonNode statement : resource.at("/Properties/PolicyDocument/Statement")) {
                if (Synthesized.texts(statement.path("Action")).stream()
                        .anyMatch(action -> action.startsWith("kms:"))) {
                    used++;
                    JsonNode on = statement.path("Resource");
                    for (JsonNode each : on.isArray() ? on : List.of(on)) {
                        assertThat(each.at("/Fn::GetAtt/0").asText())
                                .as(statement.toString())
                                .contains("Key");
                    }
                }
            }
        }
        assertThat(used).isGreaterThan(10);
    }

    /** Checks that every rule matches an event that its service sends according to the documentation. */
    public static void everyRuleMatchesWhatItsServiceSends(JsonNode template) throws Exception {
        for (JsonNode rule : of(template, "AWS::Events::Rule").values()) {
            String pattern = pattern(rule);
            boolean matches = false;
            for (String event : SENT) {
                matches |= Ruler.matchesRule(event, pattern);
            }
            assertThat(matches).as(pattern).isTrue();
        }
    }

    /** Checks that every target allows its rule: a function with a permission, and a queue with its policy. */
    public static void everyTargetMayBeReached(JsonNode template) {
        Set<String> open = new HashSet<>();
        of(template, "AWS::Lambda::Permission")
                .values()
                .forEach(permission -> open.add(target(permission.path("FunctionName")) + " "
                        + permission.at("/SourceArn/Fn::GetAtt/0").asText()));
        of(template, "AWS::SQS::QueuePolicy")
                .values()
                .forEach(policy -> policy.at("/PolicyDocument/Statement")
                        .forEach(statement -> open.add(target(policy.at("/Queues/0")) + " "
                                + statement
                                        .at("/Condition/ArnEquals/aws:SourceArn/Fn::GetAtt/0")
                                        .asText())));
        of(template, "AWS::Events::Rule")
                .forEach((id, rule) -> rule.path("Targets").forEach(each -> {
                    assertThat(open).contains(target(each.path("Arn")) + " " + id);
                    assertThat(open).contains(target(each.at("/DeadLetterConfig/Arn")) + " " + id);
                }));
    }

    static ObjectNode statement(JsonNode template, String policy, String sid) {
        for (JsonNode statement :
                Mutated.properties(template, "AWS::IAM::ManagedPolicy", policy).at("/PolicyDocument/Statement")) {
            if (statement.path("Sid").asText().equals(sid)) {
                return (ObjectNode) statement;
            }
        }
        throw new IllegalArgumentException(policy + " has no statement " + sid + ".");
    }

    private static String target(JsonNode reference) {
        return reference.has("Ref")
                ? reference.path("Ref").asText()
                : reference.at("/Fn::GetAtt/0").asText();
    }

    private static Map<String, JsonNode> of(JsonNode template, String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        template.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals(type)) {
                found.put(resource.getKey(), resource.getValue().path("Properties"));
            }
        });
        assertThat(found).as(type).isNotEmpty();
        return found;
    }

    /** Returns the event pattern of a rule, in which references are replaced with names. */
    static String pattern(JsonNode rule) {
        return named(rule.path("EventPattern")).toString();
    }

    private static JsonNode named(JsonNode node) {
        if (node.has("Ref")) {
            String reference = node.path("Ref").asText();
            return TextNode.valueOf(
                    reference.equals("AWS::AccountId")
                            ? "111122223333"
                            : reference.contains("Machine") ? MACHINE : "Datasets");
        }
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.properties().forEach(field -> object.set(field.getKey(), named(field.getValue())));
            return object;
        }
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(named(element)));
            return JSON.valueToTree(elements);
        }
        return node;
    }
}
