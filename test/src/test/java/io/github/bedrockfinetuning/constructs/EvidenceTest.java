package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.ObjectLockRetention;

class EvidenceTest {
    private static Synthesized store(EvidenceProps evidence) {
        return Synthesized.stack(stack -> new DataStore(
                stack, "Data", DataStoreProps.builder().evidence(evidence).build()));
    }

    private static Optional<JsonNode> statement(JsonNode policy, String sid) {
        return Synthesized.statements(policy).stream()
                .filter(statement -> statement.path("Sid").asText().equals(sid))
                .findFirst();
    }

    @Test
    void keepsAccessLogsAndNothingElseByDefault() {
        Synthesized store = store(null);
        assertThat(store.all("AWS::S3::Bucket")).hasSize(3);
        assertThat(store.one("AWS::S3::Bucket", "Results").at("/Properties/LoggingConfiguration/LogFilePrefix"))
                .hasToString("\"results/\"");
        assertThat(store.one("AWS::S3::Bucket", "Results").path("Properties").has("ObjectLockEnabled"))
                .isFalse();
        assertThat(store.all("AWS::CloudTrail::Trail")).isEmpty();
    }

    @Test
    void locksResultsForAsLongAsAsked() {
        Synthesized store = store(EvidenceProps.builder()
                .lockResults(ObjectLockRetention.compliance(Duration.days(400)))
                .build());
        JsonNode results = store.one("AWS::S3::Bucket", "Results").path("Properties");
        assertThat(results.path("ObjectLockEnabled").asBoolean()).isTrue();
        assertThat(results.at("/ObjectLockConfiguration/Rule/DefaultRetention").toString())
                .isEqualTo("{\"Days\":400,\"Mode\":\"COMPLIANCE\"}");
        assertThat(store.one("AWS::S3::Bucket", "Datasets").path("Properties").has("ObjectLockEnabled"))
                .isFalse();
    }

    @Test
    void recordsWhoReadAndWroteWhichObject() {
        Synthesized store = store(EvidenceProps.builder().dataEvents(true).build());
        JsonNode trail = store.one("AWS::CloudTrail::Trail", "DataEvents").path("Properties");
        assertThat(trail.path("IsLogging").asBoolean()).isTrue();
        assertThat(trail.path("EnableLogFileValidation").asBoolean()).isTrue();
        assertThat(trail.path("KMSKeyId").toString()).contains("LogsKey");
        assertThat(trail.path("S3BucketName").toString()).contains("AccessLogs");
        JsonNode selector = trail.at("/EventSelectors/0");
        assertThat(selector.path("IncludeManagementEvents").asBoolean()).isFalse();
        assertThat(selector.path("ReadWriteType").asText()).isEqualTo("All");
        assertThat(selector.at("/DataResources/0/Values").toString()).contains("Datasets", "Results");
        JsonNode bucket = store.one("AWS::S3::BucketPolicy", "AccessLogs").at("/Properties/PolicyDocument");
        for (String sid : List.of("TrailSeesBucket", "TrailWrites")) {
            JsonNode statement = statement(bucket, sid).orElseThrow();
            assertThat(statement.at("/Principal/Service").asText()).isEqualTo("cloudtrail.amazonaws.com");
            assertThat(statement.path("Condition").toString()).contains("aws:SourceAccount", ":trail/*");
        }
        assertThat(Synthesized.resolved(
                        statement(bucket, "TrailWrites").orElseThrow().path("Resource")))
                .endsWith("/data-events/AWSLogs/111122223333/*");
        JsonNode key = store.one("AWS::KMS::Key", "LogsKey").at("/Properties/KeyPolicy");
        assertThat(statement(key, "TrailEncrypts").orElseThrow().toString()).contains("aws:SourceAccount");
    }

    @Test
    void leavesAccessLogsAwayWhenTold() {
        Synthesized store =
                store(EvidenceProps.builder().withoutAccessLogs(true).build());
        assertThat(store.all("AWS::S3::Bucket"))
                .hasSize(2)
                .allSatisfy((id, bucket) -> assertThat(bucket.path("Properties").has("LoggingConfiguration"))
                        .isFalse());
    }

    @Test
    void failsForChoicesThatContradictEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EvidenceProps.builder()
                        .dataEvents(true)
                        .withoutAccessLogs(true)
                        .build())
                .withMessageContaining("Remove withoutAccessLogs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataStoreProps.builder()
                        .resultsBucket(Bucket.fromBucketName(Synthesized.empty("us-east-1"), "Theirs", "their-results"))
                        .evidence(EvidenceProps.builder()
                                .lockResults(ObjectLockRetention.governance(Duration.days(1)))
                                .build())
                        .build())
                .withMessageContaining("Enable Object Lock for the existing bucket yourself");
    }
}
