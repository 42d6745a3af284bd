package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;

/** A stack that uses a workflow of another stack by the workflow's descriptor. */
class DescribedWorkflowTest {
    private static final String MACHINE = "arn:aws:states:us-east-1:111122223333:stateMachine:theirs";
    private static final WorkflowDescriptor DESCRIPTOR = new WorkflowDescriptor(
            new WorkflowDescriptor.Identity("Theirs-12345678", "Theirs/Routing", "Theirs", "us-east-1", "111122223333"),
            MACHINE,
            "arn:aws:sns:us-east-1:111122223333:their-topic",
            new WorkflowDescriptor.Storage(
                    "their-datasets", "their-results", key("datasets"), key("results"), key("models"), key("logs")),
            "/fine-tuning/Theirs-12345678",
            Map.of(),
            List.of(),
            "{}");

    private static final Synthesized STACK = Synthesized.stack(stack -> {
        IFineTuningWorkflow theirs =
                FineTuningWorkflow.fromDescriptor(stack, "Theirs", "/bedrock-fine-tuning/Theirs-12345678");
        Role role = Role.Builder.create(stack, "Scientists")
                .assumedBy(new AccountRootPrincipal())
                .build();
        theirs.grantSubmit(role);
        theirs.grantReadReports(role);
        theirs.getTopic().addSubscription(new EmailSubscription("team@example.com"));
        theirs.metricFailedRuns()
                .createAlarm(
                        stack,
                        "Failed",
                        software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions.builder()
                                .threshold(1)
                                .evaluationPeriods(1)
                                .build());
    });

    @Test
    void cloudFormationReadsTheDescriptorOnce() {
        assertThat(STACK.template().path("Parameters").findValuesAsText("Default").stream()
                        .filter(name -> name.startsWith("/bedrock-fine-tuning/")))
                .containsExactly("/bedrock-fine-tuning/Theirs-12345678");
    }

    @Test
    void grantsAreOnTheBucketsAndKeysOfTheDescriptor() {
        String policy = resolved(STACK.one("AWS::IAM::Policy", "Scientists").at("/Properties/PolicyDocument"));
        assertThat(policy)
                .contains(
                        "arn:aws:s3:::their-datasets/inbox/*",
                        "arn:aws:s3:::their-results/reports/*",
                        key("datasets"),
                        key("results"))
                .doesNotContain(key("models"));
    }

    @Test
    void theTopicAndTheStateMachineAreThoseOfTheDescriptor() {
        assertThat(resolved(STACK.one("AWS::SNS::Subscription", "").at("/Properties/TopicArn")))
                .isEqualTo(DESCRIPTOR.topicArn());
        assertThat(resolved(STACK.one("AWS::CloudWatch::Alarm", "Failed").at("/Properties/Metrics")))
                .contains(MACHINE);
    }

    private static String key(String id) {
        return "arn:aws:kms:us-east-1:111122223333:key/" + id;
    }

    /** The text of a value, with the functions that extract members of the descriptor applied to it. */
    private static String resolved(JsonNode value) {
        if (value.has("Ref")) {
            String name = value.path("Ref").asText();
            return name.equals("AWS::Partition")
                    ? "aws"
                    : STACK.template().path("Parameters").has(name) && !name.contains("Bootstrap")
                            ? DESCRIPTOR.toJson()
                            : name;
        }
        if (value.has("Fn::Join")) {
            JsonNode parts = value.path("Fn::Join");
            return String.join(
                    parts.get(0).asText(),
                    StreamSupport.stream(parts.get(1).spliterator(), false)
                            .map(DescribedWorkflowTest::resolved)
                            .toList());
        }
        if (value.has("Fn::Select")) {
            JsonNode split = value.path("Fn::Select").get(1).path("Fn::Split");
            return resolved(split.get(1))
                    .split(java.util.regex.Pattern.quote(split.get(0).asText()), -1)[
                    value.path("Fn::Select").get(0).asInt()];
        }
        if (value.isContainerNode()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(DescribedWorkflowTest::resolved)
                    .toList()
                    .toString();
        }
        return value.asText();
    }
}
