package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcLookupOptions;
import software.amazon.awscdk.services.kms.Alias;
import software.amazon.awscdk.services.kms.AliasAttributes;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** Existing resources in props: aliases of keys, other accounts and Regions, and resources that two props contain. */
class ExistingResourcesTest {
    private static final String ACCOUNT = "111122223333";
    private static final String KEY = "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/1234abcd";
    /** Two workflows that share a key, through aliases, and a topic that is encrypted with an alias. */
    private static final Synthesized SHARED = Synthesized.stack("us-east-1", stack -> {
        Key key = Key.Builder.create(stack, "Shared").build();
        Bucket bucket = Bucket.Builder.create(stack, "Bucket")
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key.addAlias("of-bucket"))
                .versioned(true)
                .build();
        Topic topic = Topic.Builder.create(stack, "Topic")
                .masterKey(key.addAlias("of-topic"))
                .build();
        new FineTuningWorkflow(
                stack,
                "One",
                FineTuningWorkflowProps.builder()
                        .dataStore(DataStoreProps.builder()
                                .encryptionKey(key.addAlias("of-data"))
                                .datasetsBucket(bucket)
                                .build())
                        .notificationTopic(topic)
                        .build());
        new FineTuningWorkflow(
                stack,
                "Two",
                FineTuningWorkflowProps.builder()
                        .dataStore(DataStoreProps.builder().encryptionKey(key).build())
                        .alarmTopic(topic)
                        .build());
    });

    @Test
    void policiesNameTheKeyOfAnAlias() {
        List<JsonNode> others = SHARED.template()
                .path("Resources")
                .valueStream()
                .filter(resource -> !List.of("AWS::KMS::Alias", "AWS::SNS::Topic", "AWS::S3::Bucket")
                        .contains(resource.path("Type").asText()))
                .toList();
        assertThat(others).noneMatch(resource -> resource.toString().contains("alias/"));
        JsonNode policy = SHARED.one("AWS::S3::BucketPolicy", "Bucket").at("/Properties/PolicyDocument");
        assertThat(Synthesized.statements(policy))
                .filteredOn(statement -> statement.path("Sid").asText().equals("DenyForeignKmsKey"))
                .singleElement()
                .satisfies(statement -> assertThat(Synthesized.resolved(statement.at(
                                "/Condition/StringNotEqualsIfExists/s3:x-amz-server-side-encryption-aws-kms-key-id")))
                        .matches("<Shared.*\\.Arn>"));
    }

    /** "The Sid value must be unique within a JSON policy." */
    @Test
    void thePolicyOfASharedKeyHasUniqueStatementIds() {
        List<String> sids = Synthesized.sids(
                        SHARED.one("AWS::KMS::Key", "Shared").at("/Properties/KeyPolicy"))
                .stream()
                .filter(sid -> !sid.isEmpty())
                .toList();
        assertThat(sids).doesNotHaveDuplicates();
        assertThat(sids).filteredOn(sid -> sid.startsWith("AskForModels")).hasSize(2);
    }

    @Test
    void theKeyOfAnImportedAliasIsUsedIfItIsKnown() {
        Stack stack = Synthesized.empty("us-east-1");
        DataStore store = new DataStore(
                stack,
                "Data",
                DataStoreProps.builder()
                        .dataKey(Alias.fromAliasAttributes(
                                stack,
                                "Known",
                                AliasAttributes.builder()
                                        .aliasName("alias/known")
                                        .aliasTargetKey(Key.fromKeyArn(stack, "Key", KEY))
                                        .build()))
                        .build());
        assertThat(store.getDataKey().getKeyArn()).isEqualTo(KEY);
    }

    @ParameterizedTest
    @MethodSource("unknownKeys")
    void failsForAnAliasWhoseKeyIsNotKnown(Function<Stack, IKey> alias) {
        Stack stack = Synthesized.empty("us-east-1");
        DataStoreProps props =
                DataStoreProps.builder().modelKey(alias.apply(stack)).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataStore(stack, "Data", props))
                .withMessageContaining("modelKey is an alias, and its key is not known.")
                .withMessageContaining("Specify the key, for example with Key.fromKeyArn or Key.fromLookup.");
    }

    static List<Function<Stack, IKey>> unknownKeys() {
        return List.of(
                stack -> Alias.fromAliasName(stack, "Alias", "alias/theirs"),
                stack -> Key.fromKeyArn(stack, "Alias", "arn:aws:kms:us-east-1:" + ACCOUNT + ":alias/theirs"));
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void failsForAResourceOfAnotherAccountOrRegion(String message, Function<Stack, DataStoreProps.Builder> props) {
        Stack stack = inAccount();
        DataStoreProps store = props.apply(stack).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataStore(stack, "Data", store))
                .withMessageContaining(message);
    }

    static Stream<Arguments> unreachable() {
        return Stream.of(
                Arguments.of("datasetsBucket is in the Region eu-west-1, but the stack is in us-east-1", (Function<
                                Stack, DataStoreProps.Builder>)
                        stack -> DataStoreProps.builder()
                                .datasetsBucket(imported(
                                        stack,
                                        BucketAttributes.builder()
                                                .bucketName("theirs")
                                                .region("eu-west-1")))),
                Arguments.of("resultsBucket belongs to account 444455556666, but the stack is in account", (Function<
                                Stack, DataStoreProps.Builder>)
                        stack -> DataStoreProps.builder()
                                .resultsBucket(imported(
                                        stack,
                                        BucketAttributes.builder()
                                                .bucketName("theirs")
                                                .account("444455556666")))),
                Arguments.of("logsKey is in the Region eu-west-1, but the stack is in us-east-1", (Function<
                                Stack, DataStoreProps.Builder>)
                        stack -> DataStoreProps.builder()
                                .logsKey(Key.fromKeyArn(
                                        stack, "Key", "arn:aws:kms:eu-west-1:" + ACCOUNT + ":key/1234abcd"))),
                Arguments.of(
                        "datasetsBucket is theirs-abcdefgh-s3alias, which is not the name",
                        (Function<Stack, DataStoreProps.Builder>) stack -> DataStoreProps.builder()
                                .datasetsBucket(Bucket.fromBucketName(stack, "Point", "theirs-abcdefgh-s3alias"))),
                Arguments.of(
                        "resultsBucket is theirs--use1-az4--x-s3, which is not the name",
                        (Function<Stack, DataStoreProps.Builder>) stack -> DataStoreProps.builder()
                                .resultsBucket(Bucket.fromBucketName(stack, "Directory", "theirs--use1-az4--x-s3"))));
    }

    @ParameterizedTest
    @MethodSource("sharedBuckets")
    void failsForABucketThatOnlyOneWorkflowCanUse(
            String prop,
            Function<Stack, DataStoreProps.Builder> first,
            Function<Stack, DataStoreProps.Builder> second) {
        Stack stack = inAccount();
        DataStoreProps one = first.apply(stack).build();
        DataStoreProps two = second.apply(stack).build();
        new DataStore(stack, "One", one);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataStore(stack, "Data", two))
                .withMessageContaining(prop)
                .withMessageContaining("Specify a bucket for each workflow.");
    }

    static List<Arguments> sharedBuckets() {
        Function<Stack, DataStoreProps.Builder> datasets =
                stack -> DataStoreProps.builder().datasetsBucket(named(stack, "A"));
        Function<Stack, DataStoreProps.Builder> created = stack -> DataStoreProps.builder()
                .resultsBucket(Bucket.Builder.create(stack, "Created")
                        .bucketName("theirs")
                        .versioned(true)
                        .build());
        return List.of(
                Arguments.of("datasetsBucket is already the datasetsBucket of ", datasets, (Function<
                                Stack, DataStoreProps.Builder>)
                        stack -> DataStoreProps.builder().datasetsBucket(named(stack, "B"))),
                Arguments.of("resultsBucket is already the datasetsBucket of ", datasets, created));
    }

    @Test
    void workflowsOfDifferentAccountsCanUseBucketsWhoseNamesAreTheSameParameter() {
        Stack one = inAccount();
        Stack two = new Stack(
                (App) one.getNode().getRoot(),
                "Two",
                StackProps.builder()
                        .env(Environment.builder()
                                .account("444455556666")
                                .region("us-east-1")
                                .build())
                        .build());
        for (Stack stack : List.of(one, two)) {
            DataStoreProps props = DataStoreProps.builder()
                    .datasetsBucket(Bucket.fromBucketName(stack, "Imported", Fn.importValue("DatasetsBucket")))
                    .build();
            assertThatNoException().isThrownBy(() -> new DataStore(stack, "Data", props));
        }
    }

    /** On the first pass of synthesis, the CDK returns a placeholder that does not have the subnets of the VPC. */
    @Test
    void aVpcThatIsNotYetLookedUpDoesNotFail() {
        Stack stack = inAccount();
        NetworkProps props = NetworkProps.builder()
                .vpc(Vpc.fromLookup(
                        stack,
                        "Vpc",
                        VpcLookupOptions.builder().vpcName("company").build()))
                .subnets(SubnetSelection.builder().subnetGroupName("Workloads").build())
                .build();
        Key key = Key.Builder.create(stack, "Key").build();
        assertThatNoException().isThrownBy(() -> new Network(stack, "Network", props, key));
    }

    @Test
    void failsForAVpcInWhichAnotherWorkflowCreatesEndpoints() {
        Stack stack = inAccount();
        NetworkProps props = NetworkProps.builder()
                .vpc(Vpc.Builder.create(stack, "Vpc")
                        .subnetConfiguration(List.of(SubnetConfiguration.builder()
                                .name("Isolated")
                                .subnetType(SubnetType.PRIVATE_ISOLATED)
                                .build()))
                        .build())
                .build();
        Key key = Key.Builder.create(stack, "Key").build();
        new Network(new Construct(stack, "One"), "Network", props, key);
        Construct two = new Construct(stack, "Two");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(two, "Network", props, key))
                .withMessageContaining("vpc is already the vpc of Test/One.")
                .withMessageContaining("Set withoutEndpoints for both workflows");
        Construct three = new Construct(stack, "Three");
        NetworkProps withoutEndpoints =
                NetworkProps.builder().vpc(props.vpc()).withoutEndpoints(true).build();
        assertThatNoException().isThrownBy(() -> new Network(three, "Network", withoutEndpoints, key));
    }

    private static IBucket named(Stack stack, String id) {
        return Bucket.fromBucketName(stack, id, "theirs");
    }

    private static IBucket imported(Stack stack, BucketAttributes.Builder attributes) {
        return Bucket.fromBucketAttributes(stack, "Imported", attributes.build());
    }

    private static Stack inAccount() {
        return new Stack(
                new App(),
                "Test",
                StackProps.builder()
                        .env(Environment.builder()
                                .account(ACCOUNT)
                                .region("us-east-1")
                                .build())
                        .build());
    }
}
