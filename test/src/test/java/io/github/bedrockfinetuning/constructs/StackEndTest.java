package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Checks that runs are ended before the resources that the cleanup requires are deleted. CloudFormation deletes
 * dependent resources first.
 */
class StackEndTest {
    private static final Map<String, JsonNode> STACK = resources(Synthesized.workflow("us-east-1"));
    private static final Map<String, JsonNode> ISOLATED = resources(Synthesized.stack(
            "us-east-1",
            stack -> new FineTuningWorkflow(
                    stack,
                    "FineTuning",
                    FineTuningWorkflowProps.builder()
                            .network(NetworkProps.builder().build())
                            .build())));

    @Test
    void noRunBeginsWhileRunsAreEnded() {
        String end = end(STACK);
        assertThat(of(STACK, "AWS::Lambda::EventSourceMapping"))
                .hasSize(1)
                .allSatisfy(id -> assertThat(needs(STACK, id)).contains(end));
        assertThat(STACK.keySet().stream().filter(id -> id.contains("IntakeDropped")))
                .hasSize(1)
                .allSatisfy(id -> assertThat(needs(STACK, id)).contains(end));
    }

    @Test
    void allThatEndsRunsStandsUntilTheyHaveEnded() {
        TreeSet<String> standing = needs(STACK, end(STACK));
        for (String type :
                new String[] {"AWS::S3::Bucket", "AWS::KMS::Key", "AWS::SNS::Topic", "AWS::Scheduler::Schedule"}) {
            assertThat(standing).containsAll(of(STACK, type));
        }
        assertThat(standing).containsAll(of(STACK, "AWS::Lambda::Function"));
        // Without the descriptor, no command finds what is left of a stack whose deletion failed.
        assertThat(of(STACK, "AWS::SSM::Parameter")).hasSize(1);
        assertThat(standing).containsAll(of(STACK, "AWS::SSM::Parameter"));
        assertThat(of(STACK, "AWS::IAM::ManagedPolicy").stream().filter(id -> !standing.contains(id)))
                .allMatch(id -> id.contains("StartRun") || id.contains("Customization"));
        assertThat(standing).anyMatch(id -> id.contains("GuardEnded")).anyMatch(id -> id.contains("GuardMayCleanUp"));
        TreeSet<String> doors = new TreeSet<>(of(ISOLATED, "AWS::EC2::VPCEndpoint"));
        assertThat(doors).isNotEmpty();
        assertThat(needs(ISOLATED, end(ISOLATED))).containsAll(doors);
    }

    /** As docs/OPERATIONS.md describes for a stack whose deletion failed. */
    @Test
    void whatDoesNotWaitStartsRunsOrShowsThem() {
        TreeSet<String> standing = needs(STACK, end(STACK));
        assertThat(STACK.keySet().stream().filter(id -> !standing.contains(id) && !id.equals(end(STACK))))
                .isNotEmpty()
                .allMatch(id -> id.matches("FineTuning(Intake|StartRun|Customization|Alarms|Dashboard|Metrics).*"));
    }

    @Test
    void waitsALittleLongerThanItsFunctionMayTake() {
        JsonNode properties = STACK.get(end(STACK)).path("Properties");
        int most = STACK.entrySet().stream()
                .filter(resource -> resource.getKey().startsWith("FineTuningEndRunsFunction"))
                .findFirst()
                .orElseThrow()
                .getValue()
                .at("/Properties/Timeout")
                .asInt();
        assertThat(properties.path("ServiceTimeout").asInt()).isBetween(most + 60, 3600);
        assertThat(properties.at("/ServiceToken/Fn::GetAtt/0").asText()).startsWith("FineTuningEndRunsFunction");
    }

    /** The statement allows only responses to the CloudFormation bucket, and no other action. */
    @Test
    void answersFromWithinANetworkToCloudFormationAlone() {
        TreeSet<String> open = new TreeSet<>();
        ISOLATED.values().stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::EC2::VPCEndpoint"))
                .flatMap(endpoint ->
                        endpoint.at("/Properties/PolicyDocument/Statement").valueStream())
                .filter(statement -> !statement.path("Condition").toString().contains("aws:PrincipalAccount"))
                .forEach(statement -> open.add(
                        statement.path("Action").asText() + " on " + Synthesized.resolved(statement.path("Resource"))));
        assertThat(open)
                .hasSize(1)
                .first()
                .asString()
                .matches("s3:PutObject on arn:[^:]*:s3:::cloudformation-custom-resource-response-useast1/\\*");
    }

    private static Map<String, JsonNode> resources(Synthesized stack) {
        Map<String, JsonNode> resources = new TreeMap<>();
        stack.template().path("Resources").properties().forEach(one -> resources.put(one.getKey(), one.getValue()));
        return resources;
    }

    private static TreeSet<String> of(Map<String, JsonNode> stack, String type) {
        TreeSet<String> ids = new TreeSet<>();
        stack.forEach((id, resource) -> {
            if (resource.path("Type").asText().equals(type)) {
                ids.add(id);
            }
        });
        return ids;
    }

    private static String end(Map<String, JsonNode> stack) {
        return of(stack, StackEnd.TYPE).first();
    }

    /** Returns all resources that a resource refers to or depends on, directly or indirectly. */
    private static TreeSet<String> needs(Map<String, JsonNode> stack, String id) {
        TreeSet<String> needs = new TreeSet<>();
        Deque<String> left = new ArrayDeque<>();
        left.add(id);
        while (!left.isEmpty()) {
            String text = stack.get(left.remove()).toString();
            stack.keySet().stream()
                    .filter(other -> text.contains("\"" + other + "\""))
                    .filter(needs::add)
                    .forEach(left::add);
        }
        return needs;
    }
}
