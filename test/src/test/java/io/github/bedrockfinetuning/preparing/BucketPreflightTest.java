package io.github.bedrockfinetuning.preparing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.constructs.DataStore;
import io.github.bedrockfinetuning.constructs.DataStoreProps;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings.PublicAccessBlock;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.Rehearsal;
import io.github.bedrockfinetuning.local.states.Listener;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Throttled;
import io.github.bedrockfinetuning.steps.PrepareDataset;
import io.github.bedrockfinetuning.steps.Rig;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awssdk.core.sync.RequestBody;

class BucketPreflightTest {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String NO_TLS = denial("their-datasets", "\"Bool\":{\"aws:SecureTransport\":\"false\"}");
    private static final String OLD_TLS = denial("their-datasets", "\"NumericLessThan\":{\"s3:TlsVersion\":[\"1.2\"]}");
    private static final PublicAccessBlock CLOSED = PublicAccessBlock.ALL;
    /** The rules with the text that describes the remedy in both the warning at synthesis and the finding. */
    private static final Map<String, String> STEPS = Map.of(
            "imported-bucket-public", "block public access",
            "imported-bucket-unversioned", "enable versioning",
            "imported-bucket-encryption", "set the default encryption key to ",
            "imported-bucket-without-tls", "deny requests that do not use TLS 1.2 or later",
            "imported-bucket-without-events", "send events to EventBridge");

    private final Rig rig = new Rig();

    @BeforeEach
    void importDatasets() {
        rig.environment.put("FT_IMPORTED_BUCKETS", "datasets");
        rig.environment.put("DATASETS_BUCKET", "their-datasets");
        rig.environment.put("DATASETS_KEY_ARN", KEY);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void findsNothingWhereTheOwnerDidEverything() {
        assertThat(datasets(true, true, KEY, CLOSED, policy(NO_TLS, OLD_TLS))).isEmpty();
        assertThat(rig.aws.calls().of("s3"))
                .extracting(CallRecord::operation)
                .containsExactlyInAnyOrder(
                        "GetBucketVersioning",
                        "GetBucketEncryption",
                        "GetPublicAccessBlock",
                        "GetBucketPolicy",
                        "GetBucketNotificationConfiguration");
        assertThat(rig.aws.calls().of("s3"))
                .allMatch(call -> call.input()
                        .path("x-amz-expected-bucket-owner")
                        .asText()
                        .equals(Rig.ACCOUNT));
    }

    @Test
    void asksNothingWithoutImportedBuckets() {
        rig.environment.remove("FT_IMPORTED_BUCKETS");
        assertThat(look()).isEmpty();
        assertThat(rig.aws.calls().of("s3")).isEmpty();
    }

    @Test
    void findsAMissingVersioning() {
        assertThat(rules(datasets(false, true, KEY, CLOSED, policy(NO_TLS, OLD_TLS))))
                .containsExactly("imported-bucket-unversioned");
    }

    @Test
    void findsEventsThatDoNotComeFromDatasetsAndWantsNoneFromResults() {
        assertThat(rules(datasets(true, false, KEY, CLOSED, policy(NO_TLS, OLD_TLS))))
                .containsExactly("imported-bucket-without-events");
        rig.environment.put("FT_IMPORTED_BUCKETS", "results");
        rig.environment.put("RESULTS_BUCKET", "their-datasets");
        rig.environment.put("RESULTS_KEY_ARN", KEY);
        assertThat(look()).isEmpty();
    }

    @Test
    void findsPublicAccessThatIsNotAllBlocked() {
        List<Finding> findings =
                datasets(true, true, KEY, new PublicAccessBlock(true, true, false, false), policy(NO_TLS, OLD_TLS));
        assertThat(rules(findings)).containsExactly("imported-bucket-public");
        assertThat(findings.get(0).message()).contains("BlockPublicPolicy, RestrictPublicBuckets are off");
    }

    @Test
    void findsAnotherKeyAndNamesBoth() {
        assertThat(datasets(true, true, KEY.replace('1', '2'), CLOSED, policy(NO_TLS, OLD_TLS)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("imported-bucket-encryption");
                    assertThat(finding.message()).contains(KEY.replace('1', '2'));
                    assertThat(finding.remedy()).contains(KEY);
                });
    }

    @Test
    void findsEncryptionWithoutACustomerKey() {
        assertThat(datasets(true, true, null, CLOSED, policy(NO_TLS, OLD_TLS)))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("AES256");
    }

    @Test
    void takesAKeyThatIsNamedByItsIdAlone() {
        assertThat(datasets(true, true, KEY.substring(KEY.indexOf('/') + 1), CLOSED, policy(NO_TLS, OLD_TLS)))
                .isEmpty();
    }

    @Test
    void findsRequestsThatThePolicyLetsThrough() {
        List<Finding> findings = datasets(true, true, KEY, CLOSED, policy(NO_TLS));
        assertThat(rules(findings)).containsExactly("imported-bucket-without-tls");
        assertThat(findings.get(0).message())
                .endsWith("does not deny requests with TLS below 1.2.")
                .doesNotContain("without TLS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Effect\":\"Deny\" → \"Effect\":\"Allow\"",
                "\"Principal\":\"*\" → \"Principal\":{\"AWS\":\"111122223333\"}",
                "\"Action\":\"s3:*\" → \"Action\":\"s3:GetObject\"",
                "/* → /inbox/*",
                "arn:aws:s3:::their-datasets\" → arn:aws:s3:::other\"",
                "\"false\" → \"true\"",
                "aws:SecureTransport → aws:PrincipalIsAWSService",
                "\"Bool\":{ → \"StringEquals\":{\"aws:PrincipalAccount\":\"1\"},\"Bool\":{"
            })
    void takesNoDenialThatIsNarrowerThanAllRequestsWithoutTls(String change) {
        String[] sides = change.split(" → ");
        String narrowed = NO_TLS.replace(sides[0], sides[1]);
        assertThat(narrowed).isNotEqualTo(NO_TLS);
        assertThat(TlsPolicy.letsThrough("their-datasets", policy(narrowed, OLD_TLS)))
                .containsExactly("without TLS");
    }

    @Test
    void takesDenialsThatAreSplitOrWrittenWithWildcards() {
        String split = NO_TLS.replace(",\"arn:aws:s3:::their-datasets/*\"", "");
        String other = NO_TLS.replace("\"arn:aws:s3:::their-datasets\",", "");
        assertThat(TlsPolicy.letsThrough("their-datasets", policy(split, OLD_TLS)))
                .containsExactly("without TLS");
        assertThat(TlsPolicy.letsThrough("their-datasets", policy(split, other, OLD_TLS)))
                .isEmpty();
        assertThat(TlsPolicy.letsThrough(
                        "their-datasets",
                        policy(
                                NO_TLS.replace("their-datasets/*", "their-*").replace("\"*\"", "{\"AWS\":[\"*\"]}"),
                                OLD_TLS)))
                .isEmpty();
    }

    @Test
    void rejectsARunWithEverythingThatIsMissingAtOnce() {
        rig.environment.put("FT_IMPORTED_BUCKETS", "datasets,results");
        rig.environment.put("RESULTS_BUCKET", "their-results");
        rig.environment.put("RESULTS_KEY_ARN", KEY);
        rig.aws.s3().createBucket("their-datasets", new BucketSettings(true, false, null, null, null));
        rig.aws.s3().createBucket("their-results", new BucketSettings(false, false, null, null, null));
        JsonNode rejected = rig.call(new PrepareDataset(rig.platform()), rig.dropped("inbox/demo.jsonl", drop()));
        assertThat(rejected.path("status").asText()).isEqualTo("REJECTED");
        JsonNode findings = Json.read(
                        rig.run().store().read("their-results", rig.run().report("data.json")))
                .path("findings");
        assertThat(findings.findValuesAsText("rule").stream().filter(rule -> rule.startsWith("imported-")))
                .containsExactly(
                        "imported-bucket-public",
                        "imported-bucket-encryption",
                        "imported-bucket-without-tls",
                        "imported-bucket-without-events",
                        "imported-bucket-public",
                        "imported-bucket-unversioned",
                        "imported-bucket-encryption",
                        "imported-bucket-without-tls");
        assertThat(rig.aws.calls().of("bedrock"))
                .extracting(CallRecord::operation)
                .containsOnly(
                        "GetFoundationModel",
                        "GetFoundationModelAvailability",
                        "ListCustomModels",
                        "ListCustomModelDeployments");
    }

    @Test
    void countsWhatItMayNotReadAsMissingAndAsksAgainAfterThrottling() {
        rig.aws.faults().add(call -> call.operation().equals("GetBucketPolicy"), Fault.ACCESS_DENIED, 1);
        assertThat(datasets(true, true, KEY, CLOSED, policy(NO_TLS, OLD_TLS)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("imported-bucket-without-tls");
                    assertThat(finding.message()).contains("could not be read", "AccessDenied");
                    assertThat(finding.remedy()).contains("allow PrepareDataset's role to read");
                });
        rig.aws.faults().add(call -> call.operation().equals("GetBucketPolicy"), Fault.THROTTLED, Long.MAX_VALUE);
        assertThatThrownBy(this::look).isInstanceOf(Throttled.class);
    }

    @Test
    void looksForExactlyTheStepsThatTheWarningAtSynthesisSaysItLooksFor() {
        Stack stack = new Stack(new App(), "Test");
        DataStore store = FineTuningWorkflow.Builder.create(stack, "FineTuning")
                .dataStore(DataStoreProps.builder()
                        .datasetsBucket(Bucket.fromBucketName(stack, "Theirs", "their-datasets"))
                        .build())
                .build()
                .getDataStore();
        String warning = store.getNode().getMetadata().get(0).getData().toString();
        String verified = warning.substring(0, warning.indexOf(" Until then, PrepareDataset rejects"));
        assertThat(verified.split("; ")).hasSameSizeAs(STEPS.keySet());
        List<Finding> findings = datasets(false, false, null, null, null);
        assertThat(rules(findings)).containsExactlyInAnyOrderElementsOf(STEPS.keySet());
        for (Finding finding : findings) {
            assertThat(verified).contains(STEPS.get(finding.rule()));
            assertThat(finding.remedy()).contains("owner must " + STEPS.get(finding.rule()));
        }
    }

    @Test
    void findsNothingOnBucketsAsTheTemplateItselfDeclaresThem() throws Exception {
        try (DeployedStack stack = DeployedStack.deploy(
                Rehearsal.synthesize("us-east-1", Map.of()), "us-east-1", List.of(), Listener.NONE)) {
            BucketSettings declared = stack.aws().s3().bucket(stack.datasets()).settings();
            rig.environment.put("DATASETS_BUCKET", stack.datasets());
            rig.environment.put("DATASETS_KEY_ARN", declared.kmsKeyArn());
            rig.aws.s3().createBucket(stack.datasets(), declared);
            assertThat(look()).isEmpty();
        }
    }

    private List<Finding> look() {
        return new BucketPreflight(rig.run()).look();
    }

    private List<Finding> datasets(
            boolean versioned, boolean events, String key, PublicAccessBlock block, String policy) {
        rig.aws.s3().createBucket("their-datasets", new BucketSettings(versioned, events, key, block, policy));
        return look();
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).toList();
    }

    private String drop() {
        String records = String.join(
                "\n",
                IntStream.range(0, 200)
                        .mapToObj(i -> """
                        {"messages":[{"role":"user","content":"Parcel %s is late, what now?"},\
                        {"role":"assistant","content":"%s"}]}""".formatted(
                                        Integer.toString(i * 7919, 36),
                                        List.of("billing", "refund").get(i % 2)))
                        .toList());
        return rig.s3()
                .putObject(r -> r.bucket("their-datasets").key("inbox/demo.jsonl"), RequestBody.fromString(records))
                .versionId();
    }

    private static String denial(String bucket, String condition) {
        return """
                {"Effect":"Deny","Principal":"*","Action":"s3:*",\
                "Resource":["arn:aws:s3:::%s","arn:aws:s3:::%s/*"],"Condition":{%s}}""".formatted(bucket, bucket, condition);
    }

    private static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }
}
