package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.constructs.DataStoreProps;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflowProps;
import io.github.bedrockfinetuning.local.states.Listener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;

/** Tests workflows in stacks with unknown resource types, and workflows with imported resources. */
class ForeignResourcesTest {
    private static final String ACCOUNT = "444455556666";
    private static final String REGION = "us-east-1";
    private static final String IMPORTED_TOPIC = "arn:aws:sns:us-east-1:" + ACCOUNT + ":company-news";

    @TempDir
    private static Path folder;

    private static Path app;
    private static Path orphan;

    @BeforeAll
    static void synthesize() {
        app = folder.resolve("app");
        App theirs = new App(AppProps.builder().outdir(app.toString()).build());
        Environment environment =
                Environment.builder().account(ACCOUNT).region(REGION).build();
        Stage stage =
                new Stage(theirs, "Prod", StageProps.builder().env(environment).build());
        Key key = Key.Builder.create(new Stack(stage, "Storage"), "Key")
                .enableKeyRotation(true)
                .build();
        Stack stack = new Stack(stage, "Tuning");
        FineTuningWorkflow workflow = new FineTuningWorkflow(
                stack,
                "Routing",
                FineTuningWorkflowProps.builder()
                        .dataStore(DataStoreProps.builder()
                                .dataKey(key)
                                .datasetsBucket(Bucket.fromBucketName(stack, "Data", "company-data"))
                                .build())
                        .build());
        workflow.getTopic().addSubscription(new EmailSubscription("team@example.com"));
        Role role = Role.Builder.create(stack, "Orders")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("dynamodb:GetItem"))
                .resources(List.of(Fn.importValue("orders-table")))
                .build());
        CfnParameter size = CfnParameter.Builder.create(stack, "Size").build();
        CfnResource custom = new CfnResource(
                stack,
                "Migration",
                CfnResourceProps.builder()
                        .type("Custom::Migration")
                        .properties(Map.of("Size", size.getValueAsString()))
                        .build());
        CfnOutput.Builder.create(stack, "Report")
                .value(Fn.getAtt(custom.getLogicalId(), "Report").toString())
                .build();
        notified(stage);
        theirs.synth();

        orphan = folder.resolve("orphan");
        App alone = new App(AppProps.builder().outdir(orphan.toString()).build());
        Stack other =
                new Stack(alone, "Alone", StackProps.builder().env(environment).build());
        new FineTuningWorkflow(
                other,
                "Routing",
                FineTuningWorkflowProps.builder()
                        .dataStore(DataStoreProps.builder()
                                .dataKey(Key.fromKeyArn(other, "Key", Fn.importValue("company-key")))
                                .build())
                        .build());
        alone.synth();
    }

    /** Adds two workflows, one with a topic in another stack of the app and one with a topic outside the app. */
    private static void notified(Stage stage) {
        Stack shared = new Stack(stage, "Shared");
        Topic topic = Topic.Builder.create(shared, "News")
                .masterKey(Key.Builder.create(shared, "NewsKey").build())
                .build();
        Stack stack = new Stack(stage, "Notified");
        FineTuningWorkflow.Builder.create(stack, "Neighbor")
                .notificationTopic(topic)
                .build();
        FineTuningWorkflow.Builder.create(stack, "Imported")
                .notificationTopic(Topic.fromTopicArn(stack, "Theirs", IMPORTED_TOPIC))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"Neighbor, Shared-News", "Imported, company-news"})
    void notificationsGoToATopicFromElsewhere(String workflow, String topic) throws Exception {
        Assembly assembly = Assembly.read(app, Optional.of("Prod/Notified/" + workflow));
        try (DeployedStack stack = DeployedStack.deploy(assembly, REGION, List.of(), Listener.NONE)) {
            stack.upload("inbox/broken.jsonl", "not json\n".getBytes(StandardCharsets.UTF_8));
            stack.settle();

            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            assertThat(stack.aws().sns().messages())
                    .isNotEmpty()
                    .allSatisfy(message -> assertThat(message.topicArn()).contains(topic));
        }
    }

    @Test
    void aStagesWorkflowRunsInItsAccountWithKeyAndBucketFromElsewhere() throws Exception {
        Assembly assembly = Assembly.read(app, Optional.of("Prod/Tuning/Routing"));
        try (DeployedStack stack = DeployedStack.deploy(assembly, REGION, List.of(), Listener.NONE)) {
            assertThat(stack.stateMachineArn()).contains(ACCOUNT);
            assertThat(stack.datasets()).isEqualTo("company-data");
            assertThat(stack.notes())
                    .anyMatch(note -> note.contains("s3://company-data"))
                    .anyMatch(note -> note.contains("AWS::SNS::Subscription"));

            stack.upload("inbox/broken.jsonl", "not json\n".getBytes(StandardCharsets.UTF_8));
            stack.settle();

            assertThat(stack.executions()).hasSize(1);
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            assertThat(Stacks.status(stack).toString()).doesNotContain("imported-bucket");
        }
    }

    @Test
    void anImportThatTheWorkflowNeedsAndNobodyExportsIsNamed() {
        assertThatThrownBy(() -> DeployedStack.deploy(Assembly.read(orphan), REGION, List.of(), Listener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Alone/Routing")
                .hasMessageContaining("imports company-key, but no other stack in the app exports it");
    }

    @Test
    void anUploadThatStartsNoRunSaysWhy() throws Exception {
        ObjectNode template = (ObjectNode) new ObjectMapper()
                .readTree(Stacks.assembly()
                        .template()
                        .toString()
                        .replace("{\"equals-ignore-case\":\"inbox/\"}", "\"else/\""));
        Assembly deaf = new Assembly(template, Stacks.assembly().assets());
        try (DeployedStack stack =
                DeployedStack.deploy(deaf, Stacks.REGION, List.of(), Listener.NONE, Wiring.direct(Stacks.REGION))) {
            stack.upload("inbox/tickets.jsonl", "{}\n".getBytes(StandardCharsets.UTF_8));
            stack.settle();

            assertThat(stack.executions()).isEmpty();
            assertThat(new NotStarted(stack).why("tickets.jsonl"))
                    .contains("tickets.jsonl did not start a run", "no rule", "event pattern", "inbox/NAME.jsonl");
        }
    }

    @Test
    void anUploadThatCannotStartARunSaysWhatTheDeployedStackWouldReport() throws Exception {
        try (DeployedStack stack = DeployedStack.deploy(
                Stacks.assembly(), Stacks.REGION, List.of(), Listener.NONE, Wiring.direct(Stacks.REGION))) {
            stack.upload("inbox/tickets.csv", "a,b\n".getBytes(StandardCharsets.UTF_8));
            stack.settle();

            assertThat(new NotStarted(stack).why("tickets.csv"))
                    .contains("must end with .jsonl", "./fine-tune convert")
                    .doesNotContain("no rule");
        }
    }

    @Test
    void aKeyThatServicesMayNotUseIsNamedAsTheReason() throws Exception {
        ObjectNode template = (ObjectNode) new ObjectMapper()
                .readTree(Stacks.assembly().template().toString().replace("events.amazonaws.com", "iot.amazonaws.com"));
        Assembly closed = new Assembly(template, Stacks.assembly().assets());
        try (DeployedStack stack =
                DeployedStack.deploy(closed, Stacks.REGION, List.of(), Listener.NONE, Wiring.direct(Stacks.REGION))) {
            stack.upload("inbox/tickets.jsonl", "{}\n".getBytes(StandardCharsets.UTF_8));
            stack.settle();

            assertThat(stack.executions()).isEmpty();
            assertThat(new NotStarted(stack).why("tickets.jsonl"))
                    .contains("policies in the stack deny", "sqs:SendMessage");
        }
    }

    @Test
    void aFileOfAnotherNameIsRefusedBeforeAnythingIsSynthesized() throws IOException {
        Path csv = Files.writeString(folder.resolve("tickets.csv"), "prompt,completion\n");

        assertThatThrownBy(() -> Rehearsal.run(Rehearsal.Request.of(csv, folder), Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("would not start a run")
                .hasMessageContaining("convert");
        NotStarted.requireDataset(Optional.of(folder));
        NotStarted.requireDataset(Optional.empty());
    }
}
