package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.RunMetric;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StepName;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Grant;
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
                    "their-datasets",
                    "their-results",
                    key("datasets"),
                    key("results"),
                    key("models"),
                    key("logs"),
                    key("data")),
            "/fine-tuning/Theirs-12345678",
            Arrays.stream(StepName.values())
                    .collect(Collectors.toMap(StepName::id, step -> "Theirs-" + step.id(), (a, b) -> a, TreeMap::new)),
            Stream.of("Intake", "DeadLetters", "Guard")
                    .map(queue -> "https://sqs.us-east-1.amazonaws.com/111122223333/" + queue)
                    .toList(),
            "{}");
    private static final List<String> GRANTS = List.of("Submit", "ReadReports", "Approve", "InvokePromoted", "Operate");

    private static final Synthesized STACK = Synthesized.stack(stack -> {
        IFineTuningWorkflow theirs =
                FineTuningWorkflow.fromDescriptor(stack, "Theirs", "/bedrock-fine-tuning/Theirs-12345678");
        Role role = Role.Builder.create(stack, "Scientists")
                .assumedBy(new AccountRootPrincipal())
                .build();
        theirs.grantSubmit(role);
        theirs.grantReadReports(role);
        grants(stack, theirs);
        EventPattern failed = EventPattern.builder()
                .detail(Map.of("status", List.of("FAILED")))
                .build();
        theirs.onRunStarted("Started", OnEventOptions.builder().build());
        theirs.onRunEnded("Ended", OnEventOptions.builder().eventPattern(failed).build());
        theirs.onApprovalRequested("Asked", OnEventOptions.builder().build());
        theirs.onModelPromoted("Promoted", OnEventOptions.builder().build());
        alarm(stack, "Runs", theirs.metricRuns());
        alarm(stack, "Spend", theirs.metricSpend());
        alarm(stack, "Ended", theirs.metricRunsEnded(RunStatus.FAILED));
        alarm(
                stack,
                "Swept",
                theirs.metric(RunMetric.SWEPT, MetricOptions.builder().build()));
        theirs.getTopic().addSubscription(new EmailSubscription("team@example.com"));
        alarm(stack, "Failed", theirs.metricFailedRuns());
    });

    private static void alarm(Stack stack, String id, IMetric metric) {
        Alarm.Builder.create(stack, id + "Alarm")
                .metric(metric)
                .threshold(1)
                .evaluationPeriods(1)
                .build();
    }

    /** Grants each permission to a role. */
    private static void grants(Stack stack, IFineTuningWorkflow workflow) {
        List<Function<Role, Grant>> grants = List.of(
                workflow::grantSubmit,
                workflow::grantReadReports,
                workflow::grantApprove,
                workflow::grantInvokePromoted,
                workflow::grantOperate);
        for (int i = 0; i < GRANTS.size(); i++) {
            grants.get(i)
                    .apply(Role.Builder.create(stack, "May" + GRANTS.get(i))
                            .assumedBy(new AccountRootPrincipal())
                            .build());
        }
    }

    /** An operator also reads the configuration of the buckets, which can be imported. */
    @Test
    void everyGrantAllowsTheSameActionsAsTheGrantOfTheOwner() {
        Synthesized owner = Synthesized.stack(stack -> grants(stack, new FineTuningWorkflow(stack, "Routing")));
        for (String grant : GRANTS) {
            TreeSet<String> described = actions(STACK, grant);
            if (grant.equals("Operate")) {
                described.removeIf(action -> action.matches("s3:Get(Bucket|Encryption).*"));
                described.add("bedrock:ListProvisionedModelThroughputs");
            }
            assertThat(described).as(grant).isNotEmpty().containsAll(actions(owner, grant));
            described.removeAll(actions(owner, grant));
            assertThat(described).as(grant).isEmpty();
        }
    }

    private static TreeSet<String> actions(Synthesized stack, String grant) {
        TreeSet<String> actions = new TreeSet<>();
        for (String type : List.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
            stack.all(type).forEach((id, policy) -> {
                if (id.startsWith("May" + grant)) {
                    policy.at("/Properties/PolicyDocument/Statement").forEach(statement -> {
                        JsonNode action = statement.path("Action");
                        (action.isArray() ? action : List.of(action)).forEach(one -> actions.add(one.asText()));
                    });
                }
            });
        }
        return actions;
    }

    @Test
    void anOperatorExaminesTheResourcesOfTheDescriptor() {
        String policies = STACK.all("AWS::IAM::Policy").values().stream()
                .map(DescribedWorkflowTest::resolved)
                .collect(Collectors.joining())
                .concat(STACK.all("AWS::IAM::ManagedPolicy").values().stream()
                        .map(DescribedWorkflowTest::resolved)
                        .collect(Collectors.joining()));
        assertThat(policies)
                .contains(
                        "arn:aws:lambda:us-east-1:111122223333:function:Theirs-EndRuns",
                        "arn:aws:sqs:us-east-1:111122223333:Intake",
                        "arn:aws:sqs:us-east-1:111122223333:DeadLetters",
                        "arn:aws:sqs:us-east-1:111122223333:Guard",
                        "arn:aws:states:us-east-1:111122223333:execution:theirs:*",
                        "arn:aws:cloudformation:us-east-1:111122223333:stack/Theirs/*",
                        "arn:aws:ssm:us-east-1:111122223333:parameter/bedrock-fine-tuning/Theirs-12345678",
                        "arn:aws:ssm:us-east-1:111122223333:parameter/fine-tuning/Theirs-12345678/*",
                        key("data"),
                        key("models"));
    }

    @Test
    void rulesMatchTheEventsOfTheDescribedWorkflow() {
        assertThat(resolved(pattern("Started"))).contains("aws.states", MACHINE, "RUNNING");
        assertThat(resolved(pattern("Ended"))).contains("Fine-Tuning Run Ended", "Theirs-12345678", "FAILED");
        assertThat(resolved(pattern("Asked"))).contains("Fine-Tuning Approval Requested", "Theirs-12345678");
        assertThat(resolved(pattern("Promoted")))
                .contains("aws.ssm", "Parameter Store Change", "/fine-tuning/Theirs-12345678/", "Create", "Update");
        assertThat(pattern("Promoted").at("/detail/name/0").has("prefix")).isTrue();
    }

    private static JsonNode pattern(String rule) {
        return STACK.one("AWS::Events::Rule", "Theirs" + rule).at("/Properties/EventPattern");
    }

    @Test
    void metricsAreInTheNamespaceOfTheDescribedWorkflow() {
        for (String metric : List.of("Runs", "Spend", "Ended", "Swept")) {
            assertThat(resolved(STACK.one("AWS::CloudWatch::Alarm", metric).path("Properties")))
                    .as(metric)
                    .contains("BedrockFineTuning/Theirs-12345678");
        }
        assertThat(resolved(STACK.one("AWS::CloudWatch::Alarm", "Spend").path("Properties")))
                .contains("EstimatedDollars", "86400");
    }

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

    private static final Map<String, String> PSEUDO =
            Map.of("AWS::Partition", "aws", "AWS::Region", "us-east-1", "AWS::AccountId", "111122223333");

    private static String key(String id) {
        return "arn:aws:kms:us-east-1:111122223333:key/" + id;
    }

    /** The text of a value, with the functions that extract members of the descriptor applied to it. */
    private static String resolved(JsonNode value) {
        if (value.has("Ref")) {
            String name = value.path("Ref").asText();
            return PSEUDO.containsKey(name)
                    ? PSEUDO.get(name)
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
