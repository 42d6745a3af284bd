package example;

import io.github.bedrockfinetuning.constructs.DataStoreProps;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflowProps;
import java.math.BigDecimal;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** A stack of one's own with two fine-tuning workflows: one over a bucket and key that are there anyway, one by itself. */
final class AnalyticsStack extends Stack {
    AnalyticsStack(Construct scope, String id) {
        super(
                scope,
                id,
                StackProps.builder()
                        .env(Environment.builder().region("us-east-1").build())
                        .build());
        Key key = Key.Builder.create(this, "Key").enableKeyRotation(true).build();
        Bucket bucket = Bucket.Builder.create(this, "Messages")
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key)
                .bucketKeyEnabled(true)
                .versioned(true)
                .enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .build();
        Queue.Builder.create(this, "Unrelated").enforceSsl(true).build();

        FineTuningWorkflow routing = new FineTuningWorkflow(
                this,
                "Routing",
                FineTuningWorkflowProps.builder()
                        .dataStore(DataStoreProps.builder()
                                .datasetsBucket(bucket)
                                .dataKey(key)
                                .build())
                        .spendingCeiling(BigDecimal.valueOf(50))
                        .build());
        FineTuningWorkflow summaries = new FineTuningWorkflow(this, "Summaries");

        Role scientists = Role.Builder.create(this, "Scientists")
                .assumedBy(new AccountRootPrincipal())
                .build();
        routing.grantSubmit(scientists);
        routing.grantReadReports(scientists);
        summaries.grantReadReports(scientists);
    }
}
