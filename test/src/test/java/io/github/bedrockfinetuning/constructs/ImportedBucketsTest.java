package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;

/** Tests a workflow with buckets of another app. */
class ImportedBucketsTest {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
    private static final Synthesized OWN = Synthesized.workflow("us-east-1");
    private static final Synthesized BOTH = Synthesized.stack(
            "us-east-1",
            stack -> workflow(
                    stack,
                    DataStoreProps.builder()
                            .datasetsBucket(Bucket.fromBucketAttributes(
                                    stack,
                                    "TheirDatasets",
                                    BucketAttributes.builder()
                                            .bucketName("their-datasets")
                                            .encryptionKey(Key.fromKeyArn(stack, "TheirKey", KEY))
                                            .build()))
                            .resultsBucket(Bucket.fromBucketName(stack, "TheirResults", "their-results"))));
    private static final Synthesized RESULTS = Synthesized.stack(
            "us-east-1",
            stack -> workflow(
                    stack,
                    DataStoreProps.builder()
                            .resultsBucket(Bucket.fromBucketName(stack, "TheirResults", "their-results"))));

    private static void workflow(Stack stack, DataStoreProps.Builder store) {
        new FineTuningWorkflow(
                stack,
                "FineTuning",
                FineTuningWorkflowProps.builder().dataStore(store.build()).build());
    }

    @Test
    void tellsPrepareDatasetAloneWhichBucketsAreImportedAndEveryStepTheirKeys() {
        JsonNode told = environment(BOTH, "PrepareDataset");
        assertThat(told.path("FT_IMPORTED_BUCKETS").asText()).isEqualTo("datasets,results");
        assertThat(told.path("DATASETS_KEY_ARN").asText()).isEqualTo(KEY);
        assertThat(Synthesized.resolved(told.path("RESULTS_KEY_ARN"))).startsWith("<FineTuningDataDataKey");
        assertThat(environment(RESULTS, "PrepareDataset")
                        .path("FT_IMPORTED_BUCKETS")
                        .asText())
                .isEqualTo("results");
        assertThat(BOTH.all("AWS::Lambda::Function").values().stream()
                        .filter(function -> function.toString().contains("FT_IMPORTED_BUCKETS")))
                .hasSize(1);
        assertThat(environment(BOTH, "Tell").path("DATASETS_KEY_ARN").asText()).isEqualTo(KEY);
    }

    @Test
    void letsPrepareDatasetReadHowTheyAreSetUpAndNothingElse() {
        JsonNode reads = BOTH.statement("PrepareDataset", "ImportedBuckets");
        assertThat(Synthesized.texts(reads.path("Action")))
                .containsExactlyInAnyOrder(
                        "s3:GetBucketVersioning",
                        "s3:GetEncryptionConfiguration",
                        "s3:GetBucketPublicAccessBlock",
                        "s3:GetBucketPolicy");
        assertThat(resources(reads))
                .containsExactlyInAnyOrder("arn:aws:s3:::their-datasets", "arn:aws:s3:::their-results");
        JsonNode events = BOTH.statement("PrepareDataset", "ImportedBucketEvents");
        assertThat(Synthesized.texts(events.path("Action"))).containsExactly("s3:GetBucketNotification");
        assertThat(resources(events)).containsExactly("arn:aws:s3:::their-datasets");
        for (JsonNode statement : List.of(reads, events)) {
            assertThat(Synthesized.resolved(statement.at("/Condition/StringEquals/aws:ResourceAccount")))
                    .isEqualTo("111122223333");
        }
        assertThat(resources(RESULTS.statement("PrepareDataset", "ImportedBuckets")))
                .containsExactly("arn:aws:s3:::their-results");
        assertThat(RESULTS.template().toString()).doesNotContain("ImportedBucketEvents");
    }

    @Test
    void saysAndAllowsNothingOfThatWithoutImportedBuckets() {
        assertThat(OWN.template().toString())
                .doesNotContain("FT_IMPORTED_BUCKETS", "ImportedBucket", "s3:GetEncryptionConfiguration");
    }

    @Test
    void warnsForEveryImportedBucketAndForAccessLogsThatNobodyLooks() {
        Stack stack = Synthesized.empty("us-east-1");
        new DataStore(
                stack,
                "Data",
                DataStoreProps.builder()
                        .datasetsBucket(Bucket.fromBucketName(stack, "Datasets", "their-datasets"))
                        .resultsBucket(Bucket.fromBucketName(stack, "Results", "their-results"))
                        .accessLogsBucket(Bucket.fromBucketName(stack, "Logs", "their-logs"))
                        .build());
        Annotations warnings = Annotations.fromStack(stack);
        Map.of(
                        "datasetsBucket", "send events to EventBridge. Until .*allow writes to staged/",
                        "resultsBucket",
                                "deny requests that do not use TLS 1.2 or later. Until .*abort unfinished multipart uploads",
                        "accessLogsBucket", "logging.s3.amazonaws.com.*Runs do not check")
                .forEach((prop, steps) -> warnings.hasWarning(
                        "/Test/Data",
                        Match.stringLikeRegexp("imported " + prop + ".*owner must: block public access.*" + steps)));
        assertThat(warnings.findWarning("*", Match.anyValue())).hasSize(3);
    }

    private static JsonNode environment(Synthesized stack, String step) {
        return stack.one("AWS::Lambda::Function", step).at("/Properties/Environment/Variables");
    }

    private static List<String> resources(JsonNode statement) {
        JsonNode resources = statement.path("Resource");
        return (resources.isArray() ? StreamSupport.stream(resources.spliterator(), false) : Stream.of(resources))
                .map(Synthesized::resolved)
                .toList();
    }
}
