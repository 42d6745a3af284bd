package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.constructs.internal.StagerRole;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** Workflows whose props contain resources that another stack of the app creates. */
class ResourcesOfOtherStacksTest {
    /** For each prop, a workflow with a resource that is created in another scope. */
    private static final Map<String, Function<Construct, FineTuningWorkflowProps.Builder>> PROPS =
            new TreeMap<>(Map.ofEntries(
                    store("datasetsBucket", (scope, store) -> store.datasetsBucket(bucket(scope))),
                    store("resultsBucket", (scope, store) -> store.resultsBucket(bucket(scope))),
                    store("accessLogsBucket", (scope, store) -> store.accessLogsBucket(logs(scope))),
                    store("dataKey", (scope, store) -> store.dataKey(key(scope))),
                    store("modelKey", (scope, store) -> store.modelKey(key(scope))),
                    store("logsKey", (scope, store) -> store.logsKey(key(scope))),
                    Map.entry(
                            "alarmTopic",
                            scope -> FineTuningWorkflowProps.builder().alarmTopic(topic(scope))),
                    Map.entry(
                            "vpc",
                            scope -> FineTuningWorkflowProps.builder()
                                    .network(NetworkProps.builder()
                                            .vpc(vpc(scope))
                                            .build()))));

    private static final CloudAssembly ASSEMBLY = twoWorkflows();

    /** Returns two workflows that use, together, each kind of resource of another stack. */
    private static CloudAssembly twoWorkflows() {
        App app = new App();
        Stack shared = stack(app, "Shared");
        Bucket logs = logs(shared);
        new FineTuningWorkflow(
                stack(app, "Tuning"),
                "FineTuning",
                FineTuningWorkflowProps.builder()
                        .dataStore(DataStoreProps.builder()
                                .datasetsBucket(bucket(shared))
                                .accessLogsBucket(logs)
                                .dataKey(new Key(shared, "DataKey"))
                                .modelKey(new Key(shared, "ModelKey"))
                                .logsKey(new Key(shared, "LogsKey"))
                                .evidence(
                                        EvidenceProps.builder().dataEvents(true).build())
                                .build())
                        .notificationTopic(topic(shared))
                        .alarmTopic(topic(new Construct(shared, "Alarms")))
                        .network(NetworkProps.builder().vpc(vpc(shared)).build())
                        .build());
        new FineTuningWorkflow(
                stack(app, "Other"),
                "FineTuning",
                FineTuningWorkflowProps.builder()
                        .dataStore(DataStoreProps.builder()
                                .resultsBucket(bucket(new Construct(shared, "Results")))
                                .accessLogsBucket(logs)
                                .encryptionKey(key(shared))
                                .build())
                        .build());
        return app.synth();
    }

    @Test
    void theOtherStackDoesNotDependOnTheWorkflows() {
        assertThat(template(ASSEMBLY, "Shared").toString()).doesNotContain("Fn::ImportValue");
        assertThat(template(ASSEMBLY, "Tuning").toString()).contains("Fn::ImportValue");
        assertThat(template(ASSEMBLY, "Other").toString()).contains("Fn::ImportValue");
    }

    /** Neither the CDK nor synthesis detects a cycle between a stack and its nested stack. Only the deployment does. */
    @Test
    void theParentOfANestedStackDoesNotUseItsOutputs() {
        App app = new App();
        Stack parent = stack(app, "Parent");
        NestedStack nested = new NestedStack(parent, "Nested");
        Key key = key(parent);
        new FineTuningWorkflow(
                nested,
                "FineTuning",
                FineTuningWorkflowProps.builder()
                        .dataStore(DataStoreProps.builder()
                                .encryptionKey(key)
                                .datasetsBucket(bucket(parent))
                                .accessLogsBucket(logs(parent))
                                .build())
                        .notificationTopic(topic(parent))
                        .network(NetworkProps.builder().vpc(vpc(parent)).build())
                        .build());

        assertThat(template(app.synth(), "Parent").toString()).doesNotContain("Outputs.");
    }

    @Test
    void onlyTheRoleThatChecksFilesWritesStagedFilesInABucketOfAnotherStack() {
        String name = roleName(template(ASSEMBLY, "Tuning"));
        assertThat(name).hasSizeLessThanOrEqualTo(64).endsWith("-us-east-1");
        assertThat(Synthesized.resolved(allowedStager(template(ASSEMBLY, "Shared"))))
                .isEqualTo("arn:aws:iam::111122223333:role/" + name);
    }

    @Test
    void theRolesOfTwoWorkflowsHaveDifferentNames() {
        App app = new App();
        Bucket bucket = bucket(stack(app, "Shared"));
        List<String> names = Stream.of("one", "two")
                .map(end -> stack(app, "a-long-name-of-a-stack-in-the-data-platform-of-a-company-" + end))
                .map(stack -> StagerRole.name(new Construct(stack, "Data"), bucket))
                .toList();
        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"datasetsBucket", "resultsBucket", "accessLogsBucket", "dataKey", "modelKey", "logsKey", "vpc"})
    void failsForAResourceOfAnotherStage(String prop) {
        App app = new App();
        Stack shared = stack(new Stage(app, "Shared"), "Shared");
        Stack tuning = stack(new Stage(app, "Prod"), "Tuning");
        FineTuningWorkflowProps props = PROPS.get(prop).apply(shared).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(tuning, "FineTuning", props))
                .withMessageContaining(prop + " is in the stage Shared, but the workflow is in the stage Prod.")
                .withMessageContaining("import it with ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"datasetsBucket", "dataKey", "alarmTopic", "vpc"})
    void failsForAResourceOfAStackInAnotherRegion(String prop) {
        App app = new App();
        Stack shared = new Stack(
                app,
                "Shared",
                StackProps.builder()
                        .env(Environment.builder().region("eu-west-1").build())
                        .build());
        FineTuningWorkflowProps props = PROPS.get(prop).apply(shared).build();
        Stack tuning = stack(app, "Tuning");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(tuning, "FineTuning", props))
                .withMessageContaining(prop + " is in the Region eu-west-1, but the stack is in us-east-1.");
    }

    private static Map.Entry<String, Function<Construct, FineTuningWorkflowProps.Builder>> store(
            String prop, BiFunction<Construct, DataStoreProps.Builder, DataStoreProps.Builder> with) {
        return Map.entry(
                prop,
                scope -> FineTuningWorkflowProps.builder()
                        .dataStore(with.apply(scope, DataStoreProps.builder()).build()));
    }

    private static Key key(Construct scope) {
        return Key.Builder.create(scope, "Key").enableKeyRotation(true).build();
    }

    private static Bucket bucket(Construct scope) {
        return Bucket.Builder.create(scope, "Bucket")
                .encryption(BucketEncryption.KMS)
                .versioned(true)
                .enforceSsl(true)
                .build();
    }

    private static Bucket logs(Construct scope) {
        return Bucket.Builder.create(scope, "Logs")
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .build();
    }

    private static Topic topic(Construct scope) {
        return Topic.Builder.create(scope, "Topic")
                .masterKey(Key.Builder.create(scope, "TopicKey").build())
                .build();
    }

    private static Vpc vpc(Construct scope) {
        return Vpc.Builder.create(scope, "Vpc")
                .natGateways(0)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Isolated")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
                .build();
    }

    private static Stack stack(Construct scope, String id) {
        return new Stack(
                scope,
                id,
                StackProps.builder()
                        .env(Environment.builder().region("us-east-1").build())
                        .build());
    }

    private static JsonNode template(CloudAssembly assembly, String stack) {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .valueToTree(assembly.getStackByName(stack).getTemplate());
    }

    private static String roleName(JsonNode template) {
        return template.path("Resources").properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals("AWS::IAM::Role")
                        && resource.getKey().contains("PrepareDataset"))
                .map(resource -> resource.getValue().at("/Properties/RoleName").asText())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode allowedStager(JsonNode template) {
        return template.path("Resources").properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals("AWS::S3::BucketPolicy"))
                .flatMap(resource ->
                        Synthesized.statements(resource.getValue().at("/Properties/PolicyDocument")).stream())
                .filter(statement -> statement.path("Sid").asText().equals("StagedOnlyByStager"))
                .map(statement -> statement.at("/Condition/ArnNotEquals/aws:PrincipalArn"))
                .findFirst()
                .orElseThrow();
    }
}
