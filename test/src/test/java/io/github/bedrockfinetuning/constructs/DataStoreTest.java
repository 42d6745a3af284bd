package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeyProps;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.BucketProps;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;

class DataStoreTest {
    private static final Synthesized DEFAULT = Synthesized.stack(stack -> new DataStore(stack, "Data"));

    @Test
    void keepsThreeKeysThatRotateAndOutliveTheStack() {
        assertThat(DEFAULT.all("AWS::KMS::Key")).hasSize(3).allSatisfy((id, key) -> {
            assertThat(key.path("Properties").path("EnableKeyRotation").asBoolean())
                    .isTrue();
            assertThat(key.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
            assertThat(Synthesized.sids(key.path("Properties").path("KeyPolicy")))
                    .contains("GrantsForServicesOnly");
        });
    }

    @Test
    void closesEveryBucketToThePublicAndKeepsItWithAllVersions() {
        assertThat(DEFAULT.all("AWS::S3::Bucket")).hasSize(3).allSatisfy((id, bucket) -> {
            JsonNode properties = bucket.path("Properties");
            assertThat(properties.path("PublicAccessBlockConfiguration").properties())
                    .hasSize(4)
                    .allSatisfy(
                            block -> assertThat(block.getValue().asBoolean()).isTrue());
            assertThat(properties
                            .at("/OwnershipControls/Rules/0/ObjectOwnership")
                            .asText())
                    .isEqualTo("BucketOwnerEnforced");
            assertThat(properties.at("/VersioningConfiguration/Status").asText())
                    .isEqualTo("Enabled");
            assertThat(properties.has("BucketName")).isFalse();
            assertThat(bucket.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
            assertThat(bucket.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        });
    }

    @Test
    void encryptsDataUnderTheDataKeyAndLogsAsS3DeliversThem() {
        for (String name : List.of("Datasets", "Results")) {
            JsonNode encryption = encryption(name);
            assertThat(encryption
                            .at("/ServerSideEncryptionByDefault/SSEAlgorithm")
                            .asText())
                    .isEqualTo("aws:kms");
            assertThat(encryption
                            .at("/ServerSideEncryptionByDefault/KMSMasterKeyID")
                            .toString())
                    .contains("DataKey");
            assertThat(encryption.path("BucketKeyEnabled").asBoolean()).isTrue();
        }
        assertThat(encryption("AccessLogs")
                        .at("/ServerSideEncryptionByDefault/SSEAlgorithm")
                        .asText())
                .isEqualTo("AES256");
    }

    @Test
    void takesUnfinishedUploadsAndReplacedVersionsAwayAndStagedFilesInTime() {
        assertThat(DEFAULT.all("AWS::S3::Bucket")).allSatisfy((id, bucket) -> {
            JsonNode rule = bucket.at("/Properties/LifecycleConfiguration/Rules/0");
            assertThat(rule.at("/AbortIncompleteMultipartUpload/DaysAfterInitiation")
                            .asInt())
                    .isPositive();
            assertThat(rule.at("/NoncurrentVersionExpiration/NoncurrentDays").asInt())
                    .isPositive();
        });
        assertThat(DEFAULT.one("AWS::S3::Bucket", "Datasets")
                        .at("/Properties/LifecycleConfiguration/Rules/1/Prefix")
                        .asText())
                .isEqualTo("staged/");
    }

    @Test
    void tellsEventBridgeOfDropsWithoutACustomResource() {
        assertThat(DEFAULT.one("AWS::S3::Bucket", "Datasets")
                        .at("/Properties/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(DEFAULT.all("AWS::Lambda::Function")).isEmpty();
    }

    @Test
    void deniesWhatComesFromOutsideTheAccountUnderAForeignKeyOrWithoutTls() {
        for (String name : List.of("Datasets", "Results")) {
            assertThat(Synthesized.sids(policy(name)))
                    .contains("DenyIdentitiesOutsideAccount", "DenyConfusedDeputy", "DenyForeignKmsKey", "DenySseC");
        }
        assertThat(Synthesized.sids(policy("AccessLogs"))).contains("DenyIdentitiesOutsideAccount");
        for (String name : List.of("Datasets", "Results", "AccessLogs")) {
            assertThat(policy(name).toString())
                    .contains("\"aws:SecureTransport\":\"false\"")
                    .contains("\"s3:TlsVersion\":1.2");
        }
    }

    @Test
    void letsOneRoleWriteStagedFilesOnce() {
        Synthesized stack = Synthesized.stack(scope -> {
            DataStore store = new DataStore(scope, "Data");
            StepFunction stager = new StepFunction(
                    scope,
                    "Stager",
                    StepFunctionProps.builder().handler("a.B::c").build());
            store.stagedOnlyBy(stager.getRole());
        });
        JsonNode policy = stack.one("AWS::S3::BucketPolicy", "Datasets").at("/Properties/PolicyDocument");
        JsonNode byOne = statement(policy, "StagedOnlyByStager");
        assertThat(byOne.at("/Condition/ArnNotEquals/aws:PrincipalArn").toString())
                .contains("Stager");
        assertThat(Synthesized.texts(byOne.path("Action")))
                .containsExactly("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion");
        assertThat(statement(policy, "StagedWriteOnce")
                        .at("/Condition/Null/s3:if-none-match")
                        .asText())
                .isEqualTo("true");
    }

    @Test
    void letsServicesUseTheDataKeyOnThisAccountsBehalfOnly() {
        JsonNode policy = DEFAULT.one("AWS::KMS::Key", "DataKey").at("/Properties/KeyPolicy");
        assertThat(statement(policy, "AlarmsToTopic")
                        .at("/Condition/StringEquals/aws:SourceAccount/Ref")
                        .asText())
                .isEqualTo("AWS::AccountId");
        // EventBridge does not send the account that it acts for.
        assertThat(statement(policy, "EventsToQueues")
                        .at("/Condition/StringEqualsIfExists/aws:SourceAccount/Ref")
                        .asText())
                .isEqualTo("AWS::AccountId");
    }

    @Test
    void takesPropsForANewBucketOnTopOfItsOwn() {
        Synthesized stack = Synthesized.stack(scope -> new DataStore(
                scope,
                "Data",
                DataStoreProps.builder()
                        .resultsBucketProps(BucketProps.builder()
                                .lifecycleRules(List.of(LifecycleRule.builder()
                                        .id("mine")
                                        .expiration(Duration.days(30))
                                        .build()))
                                .objectLockEnabled(true)
                                .build())
                        .build()));
        JsonNode results = stack.one("AWS::S3::Bucket", "Results").path("Properties");
        assertThat(results.path("ObjectLockEnabled").asBoolean()).isTrue();
        assertThat(results.at("/LifecycleConfiguration/Rules").findValuesAsText("Id"))
                .containsExactly("clean-up", "mine");
        assertThat(results.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
    }

    @Test
    void aRuleWithTheSameIdReplacesAnOwnRule() {
        Synthesized stack = Synthesized.stack(scope -> new DataStore(
                scope,
                "Data",
                DataStoreProps.builder()
                        .datasetsBucketProps(rule(LifecycleRule.builder()
                                .id("staged")
                                .prefix("staged/")
                                .expiration(Duration.days(20))))
                        .accessLogsBucketProps(
                                rule(LifecycleRule.builder().id("for-auditors").expiration(Duration.days(3650))))
                        .build()));
        assertThat(stack.one("AWS::S3::Bucket", "Datasets")
                        .at("/Properties/LifecycleConfiguration/Rules")
                        .findValuesAsText("ExpirationInDays"))
                .containsExactly("20");
        assertThat(stack.one("AWS::S3::Bucket", "AccessLogs")
                        .at("/Properties/LifecycleConfiguration/Rules")
                        .findValuesAsText("ExpirationInDays"))
                .as("S3 would apply an earlier expiration")
                .containsExactly("3650");
        assertThat(stack.one("AWS::S3::Bucket", "AccessLogs")
                        .at("/Properties/LifecycleConfiguration/Rules")
                        .findValuesAsText("Id"))
                .as("the other rules of the bucket stay")
                .containsExactlyInAnyOrder("clean-up", "for-auditors");
    }

    @Test
    void failsForARuleThatRemovesOrArchivesWhatARunNeeds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataStore(
                        Synthesized.empty("us-east-1"),
                        "Data",
                        DataStoreProps.builder()
                                .datasetsBucketProps(
                                        rule(LifecycleRule.builder().expiration(Duration.days(7))))
                                .build()))
                .withMessageContaining("datasetsBucketProps has a lifecycle rule that removes or archives all objects")
                .withMessageContaining("15 days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataStore(
                        Synthesized.empty("us-east-1"),
                        "Data",
                        DataStoreProps.builder()
                                .resultsBucketProps(rule(LifecycleRule.builder()
                                        .prefix("runs/")
                                        .transitions(List.of(Transition.builder()
                                                .storageClass(StorageClass.GLACIER)
                                                .transitionAfter(Duration.days(1))
                                                .build()))))
                                .build()))
                .withMessageContaining("resultsBucketProps has a lifecycle rule that removes or archives runs/");
    }

    @Test
    void failsForADisabledKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataStore(
                        Synthesized.empty("us-east-1"),
                        "Data",
                        DataStoreProps.builder()
                                .dataKeyProps(KeyProps.builder().enabled(false).build())
                                .build()))
                .withMessageContaining("dataKeyProps sets enabled");
    }

    @Test
    void reportsABucketOfTheAppThatIsNotVersioned() {
        Stack stack = Synthesized.empty("us-east-1");
        Bucket datasets = new Bucket(stack, "Datasets");
        Bucket results = Bucket.Builder.create(stack, "Results").versioned(true).build();
        new DataStore(
                stack,
                "Data",
                DataStoreProps.builder()
                        .datasetsBucket(datasets)
                        .resultsBucket(results)
                        .build());
        Annotations errors = Annotations.fromStack(stack);
        errors.hasError("/Test/Data", Match.stringLikeRegexp("datasetsBucket is not versioned.*versioned\\(true\\)"));
        errors.hasNoError("/Test/Data", Match.stringLikeRegexp("resultsBucket"));
    }

    private static BucketProps rule(LifecycleRule.Builder rule) {
        return BucketProps.builder().lifecycleRules(List.of(rule.build())).build();
    }

    @Test
    void warnsOfWhatTheOwnerOfAnImportedBucketOrKeyMustDo() {
        Stack stack = Synthesized.empty("us-east-1");
        new DataStore(
                stack,
                "Data",
                DataStoreProps.builder()
                        .datasetsBucket(Bucket.fromBucketName(stack, "Theirs", "their-bucket"))
                        .dataKey(Key.fromKeyArn(stack, "TheirKey", "arn:aws:kms:us-east-1:111122223333:key/1234abcd"))
                        .build());
        Annotations warnings = Annotations.fromStack(stack);
        warnings.hasWarning(
                "/Test/Data", Match.stringLikeRegexp("imported datasetsBucket.*send events to EventBridge"));
        warnings.hasWarning("/Test/Data", Match.stringLikeRegexp("imported dataKey.*events.amazonaws.com"));
    }

    @Test
    void protectsAnExistingBucketOfTheSameAppWithoutWarning() {
        Stack stack = Synthesized.empty("us-east-1");
        Bucket existing = Bucket.Builder.create(stack, "Existing")
                .encryption(BucketEncryption.KMS)
                .build();
        new DataStore(
                stack, "Data", DataStoreProps.builder().datasetsBucket(existing).build());
        assertThat(Annotations.fromStack(stack).findWarning("*", Match.anyValue()))
                .isEmpty();
        Synthesized template = Synthesized.of(stack);
        JsonNode policy = template.one("AWS::S3::BucketPolicy", "Existing").at("/Properties/PolicyDocument");
        assertThat(Synthesized.sids(policy)).contains("DenyIdentitiesOutsideAccount", "DenyForeignKmsKey");
        assertThat(template.one("AWS::S3::Bucket", "Existing")
                        .at("/Properties/NotificationConfiguration")
                        .toString())
                .contains("EventBridgeEnabled");
    }

    @Test
    void failsWithBothAnExistingBucketAndPropsForANewOne() {
        Stack stack = Synthesized.empty("us-east-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataStoreProps.builder()
                        .resultsBucket(Bucket.fromBucketName(stack, "Theirs", "their-bucket"))
                        .resultsBucketProps(BucketProps.builder().build())
                        .build())
                .withMessageContaining("Both resultsBucket and resultsBucketProps are set");
    }

    @Test
    void failsWithBothAnExistingKeyAndPropsForANewOne() {
        Stack stack = Synthesized.empty("us-east-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataStoreProps.builder()
                        .modelKey(new Key(stack, "Key"))
                        .modelKeyProps(KeyProps.builder().build())
                        .build())
                .withMessageContaining("Both modelKey and modelKeyProps");
    }

    @Test
    void failsWhenPropsForANewBucketTakeItsProtectionAway() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataStore(
                        Synthesized.empty("us-east-1"),
                        "Data",
                        DataStoreProps.builder()
                                .datasetsBucketProps(BucketProps.builder()
                                        .versioned(false)
                                        .enforceSsl(false)
                                        .build())
                                .build()))
                .withMessageContaining("datasetsBucketProps sets enforceSSL, versioned");
    }

    private static JsonNode encryption(String bucket) {
        return DEFAULT.one("AWS::S3::Bucket", bucket)
                .at("/Properties/BucketEncryption/ServerSideEncryptionConfiguration/0");
    }

    private static JsonNode policy(String bucket) {
        return DEFAULT.one("AWS::S3::BucketPolicy", bucket).at("/Properties/PolicyDocument");
    }

    private static JsonNode statement(JsonNode policy, String sid) {
        return Synthesized.statements(policy).stream()
                .filter(statement -> statement.path("Sid").asText().equals(sid))
                .findFirst()
                .orElseThrow();
    }
}
