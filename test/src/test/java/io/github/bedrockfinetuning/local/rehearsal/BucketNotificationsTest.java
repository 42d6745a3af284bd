package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.constructs.DataStoreProps;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.local.states.Listener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.EventType;
import software.amazon.awscdk.services.s3.notifications.SqsDestination;
import software.amazon.awscdk.services.sqs.Queue;

/** Uploads start runs although the app has other notifications for the datasets bucket. */
class BucketNotificationsTest {
    @TempDir
    private static Path folder;

    private static Assembly before;

    @BeforeAll
    static void synthesize() throws Exception {
        App app = new App(AppProps.builder().outdir(folder.toString()).build());
        Stack own = stack(app, "Own");
        SqsDestination queue = new SqsDestination(new Queue(own, "Queue"));
        Bucket first = bucket(own, "First");
        first.addEventNotification(EventType.OBJECT_REMOVED, queue);
        workflow(own, "Before", first);
        Bucket second = bucket(own, "Second");
        workflow(own, "After", second);
        second.addEventNotification(EventType.OBJECT_REMOVED, queue);
        FineTuningWorkflow made = new FineTuningWorkflow(own, "New");
        made.getDatasetsBucket().addEventNotification(EventType.OBJECT_TAGGING, queue);
        Bucket elsewhere = bucket(stack(app, "Elsewhere"), "Third");
        workflow(stack(app, "Tuning"), "Elsewhere", elsewhere);
        elsewhere.addEventNotification(
                EventType.OBJECT_REMOVED, new SqsDestination(new Queue(Stack.of(elsewhere), "Queue")));
        app.synth();
        before = workflow("Own/Before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Own/Before", "Own/After", "Own/New", "Tuning/Elsewhere"})
    void anUploadStartsARun(String workflow) throws Exception {
        assertThat(runs(workflow(workflow))).isOne();
    }

    /** The simulation replaces the notifications as the CDK's handler does. */
    @Test
    void noUploadStartsARunIfTheHandlerReplacesTheConfiguration() throws Exception {
        ObjectNode template = Mutated.template(
                before.template(),
                copy -> handlers(copy)
                        .forEach(handler -> ((ObjectNode) handler.at("/Properties/NotificationConfiguration"))
                                .remove("EventBridgeConfiguration")));
        assertThat(runs(with(template))).isZero();
    }

    /** For a bucket that another app created, the handler retains what it finds. */
    @Test
    void anUploadStartsARunIfTheHandlerRetainsTheConfiguration() throws Exception {
        ObjectNode template = Mutated.template(
                before.template(),
                copy -> handlers(copy).forEach(handler -> {
                    ObjectNode properties = (ObjectNode) handler.path("Properties");
                    properties.put("Managed", "false");
                    ((ObjectNode) properties.path("NotificationConfiguration")).remove("EventBridgeConfiguration");
                }));
        assertThat(runs(with(template))).isOne();
    }

    private static List<JsonNode> handlers(JsonNode template) {
        return template.path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals("Custom::S3BucketNotifications"))
                .toList();
    }

    private static int runs(Assembly assembly) throws Exception {
        try (DeployedStack stack = DeployedStack.deploy(assembly, "us-east-1", List.of(), Listener.NONE)) {
            stack.upload("inbox/broken.jsonl", "not json\n".getBytes(StandardCharsets.UTF_8));
            stack.settle();
            return stack.executions().size();
        }
    }

    private static Assembly with(JsonNode template) {
        return new Assembly(
                template,
                before.assets(),
                before.stackName(),
                before.surroundings(),
                before.workflow(),
                before.startRun(),
                before.pathsById(),
                before.workflows());
    }

    private static Assembly workflow(String path) throws Exception {
        return Assembly.read(folder, Optional.of(path));
    }

    private static void workflow(Stack stack, String id, Bucket bucket) {
        FineTuningWorkflow.Builder.create(stack, id)
                .dataStore(DataStoreProps.builder().datasetsBucket(bucket).build())
                .build();
    }

    private static Bucket bucket(Stack stack, String id) {
        return Bucket.Builder.create(stack, id)
                .encryption(BucketEncryption.KMS)
                .versioned(true)
                .enforceSsl(true)
                .build();
    }

    private static Stack stack(App app, String id) {
        return new Stack(
                app,
                id,
                StackProps.builder()
                        .env(Environment.builder().region("us-east-1").build())
                        .build());
    }
}
