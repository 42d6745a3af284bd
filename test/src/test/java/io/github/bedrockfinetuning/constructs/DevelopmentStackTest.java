package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Tests a stack that retains no resources, with one key and with named log groups. */
class DevelopmentStackTest {
    private static final Synthesized STACK = Synthesized.stack("us-east-1", DevelopmentStackTest::create);

    private static void create(Stack stack) {
        Key key = Key.Builder.create(stack, "Everything")
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        FineTuningWorkflow.Builder.create(stack, "FineTuning")
                .dataStore(DataStoreProps.builder()
                        .encryptionKey(key)
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .emptyBuckets(true)
                        .build())
                .logGroupPrefix("/acme/fine-tuning")
                .logRetention(RetentionDays.ONE_WEEK)
                .concurrentBatches(3)
                .build();
    }

    @Test
    void oneKeyEncryptsEverything() {
        assertThat(STACK.all("AWS::KMS::Key")).hasSize(1);
        List<String> sids =
                Synthesized.sids(STACK.one("AWS::KMS::Key", "Everything").at("/Properties/KeyPolicy"));
        assertThat(sids.stream().filter(sid -> !sid.isEmpty())).doesNotHaveDuplicates();
        assertThat(sids).contains("GrantsForServicesOnly", "LogGroups", "EventsToQueues", "AlarmsToTopic");
    }

    @Test
    void everyBucketIsEmptiedAndDeletedWithTheStack() {
        assertThat(STACK.all("AWS::S3::Bucket")).hasSize(3).allSatisfy((id, bucket) -> {
            assertThat(bucket.path("DeletionPolicy").asText()).isEqualTo("Delete");
            assertThat(STACK.all("Custom::S3AutoDeleteObjects").values())
                    .anyMatch(emptying ->
                            emptying.at("/Properties/BucketName/Ref").asText().equals(id));
        });
    }

    /** Without this statement, only PrepareDataset can delete staged files. */
    @Test
    void stagedFilesCanBeDeletedWithTheStack() {
        JsonNode staged =
                Synthesized.statements(
                                STACK.one("AWS::S3::BucketPolicy", "Datasets").at("/Properties/PolicyDocument"))
                        .stream()
                        .filter(statement -> statement.path("Sid").asText().equals("StagedOnlyByStager"))
                        .findFirst()
                        .orElseThrow();
        assertThat(staged.at("/Condition/ArnNotEquals/aws:PrincipalArn"))
                .hasSize(2)
                .anyMatch(role -> role.toString().contains("AutoDeleteObjects"));
    }

    /** CloudFormation deletes what depends on others first: the runs end while their data still exists. */
    @Test
    void bucketsAreEmptiedAfterAllRunsHaveEnded() {
        List<String> before =
                Synthesized.texts(STACK.one("Custom::FineTuningRuns", "Runs").path("DependsOn"));
        assertThat(before)
                .containsAll(STACK.all("Custom::S3AutoDeleteObjects").keySet().stream()
                        .filter(id -> !id.contains("AccessLogs"))
                        .toList());
    }

    @Test
    void logGroupsOfFunctionsHaveNames() {
        assertThat(STACK.one("AWS::Logs::LogGroup", "PrepareDatasetLog")
                        .at("/Properties/LogGroupName")
                        .asText())
                .matches("/acme/fine-tuning/Test-[0-9a-f]{8}/PrepareDataset");
        assertThat(STACK.all("AWS::Logs::LogGroup").values())
                .allMatch(log -> log.at("/Properties/RetentionInDays").asInt() == 7)
                .extracting(log -> log.at("/Properties/LogGroupName").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyPrepareDatasetKnowsTheNumberOfBatches() {
        Map<String, JsonNode> functions = STACK.all("AWS::Lambda::Function");
        assertThat(functions.entrySet().stream()
                        .filter(function -> function.getValue()
                                .at("/Properties/Environment/Variables/FT_CONCURRENT_BATCHES")
                                .asText()
                                .equals("3"))
                        .map(Map.Entry::getKey))
                .singleElement()
                .asString()
                .contains("PrepareDataset");
    }
}
