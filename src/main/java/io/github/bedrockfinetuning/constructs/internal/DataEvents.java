package io.github.bedrockfinetuning.constructs.internal;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudtrail.CfnTrail;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * A trail that records who read or wrote which objects.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html">
 *     The bucket policy of a trail</a>
 */
public final class DataEvents extends Construct {
    private static final String PREFIX = "data-events";

    /**
     * Creates a trail.
     *
     * @param of the buckets whose objects are monitored
     * @param into the bucket that stores the events
     */
    public DataEvents(Construct scope, String id, List<IBucket> of, IBucket into, IKey key) {
        super(scope, id);
        Stack stack = Stack.of(this);
        ServicePrincipal cloudTrail = new ServicePrincipal("cloudtrail.amazonaws.com");
        Map<String, Map<String, String>> own = Map.of(
                "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                "ArnLike", Map.of("aws:SourceArn", trails(stack)));
        String objects = into.arnForObjects(PREFIX + "/AWSLogs/" + stack.getAccount() + "/*");
        List<PolicyStatement> taken = List.of(
                Statements.allowPrincipal(
                        "TrailSeesBucket", cloudTrail, List.of("s3:GetBucketAcl"), List.of(into.getBucketArn()), own),
                Statements.allowPrincipal("TrailWrites", cloudTrail, List.of("s3:PutObject"), List.of(objects), own));
        taken.forEach(into::addToResourcePolicy);
        key.addToResourcePolicy(Statements.allowPrincipal(
                "TrailEncrypts",
                cloudTrail,
                List.of("kms:GenerateDataKey", "kms:DescribeKey"),
                List.of("*"), // any key this policy is on
                own));
        CfnTrail trail = CfnTrail.Builder.create(this, "Resource")
                .isLogging(true)
                .isMultiRegionTrail(false)
                .includeGlobalServiceEvents(false)
                .enableLogFileValidation(true)
                .s3BucketName(into.getBucketName())
                .s3KeyPrefix(PREFIX)
                .kmsKeyId(key.getKeyArn())
                .eventSelectors(List.of(CfnTrail.EventSelectorProperty.builder()
                        .includeManagementEvents(false)
                        .readWriteType("All")
                        .dataResources(List.of(CfnTrail.DataResourceProperty.builder()
                                .type("AWS::S3::Object")
                                .values(of.stream()
                                        .map(bucket -> bucket.arnForObjects(""))
                                        .toList())
                                .build()))
                        .build()))
                .build();
        // CloudTrail writes a test file to the bucket when the trail is created.
        trail.getNode().addDependency(into);
        Accepted.finding(
                trail,
                "The trail is evidence. It is stored as log files, and validation detects any change. A "
                        + "copy in a log group would be accessible to more readers, and this stack does not process "
                        + "individual events.",
                "NIST.800.53.R5-CloudTrailCloudWatchLogsEnabled",
                "PCI.DSS.321-CloudTrailCloudWatchLogsEnabled",
                "HIPAA.Security-CloudTrailCloudWatchLogsEnabled",
                "CT.CLOUDTRAIL.PR.3");
    }

    private static String trails(Stack stack) {
        return stack.formatArn(ArnComponents.builder()
                .service("cloudtrail")
                .resource("trail")
                .resourceName("*")
                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                .build());
    }
}
