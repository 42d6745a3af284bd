package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings.PublicAccessBlock;
import io.github.bedrockfinetuning.local.aws.s3.S3;
import io.github.bedrockfinetuning.local.template.PhysicalNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;

/** Creates or configures the buckets in a template. */
final class DeclaredBuckets {
    private final Template template;
    private final PhysicalNames names;

    DeclaredBuckets(Template template, PhysicalNames names) {
        this.template = template;
        this.names = names;
    }

    void makeIn(S3 s3) {
        for (Resource bucket : template.resources("AWS::S3::Bucket")) {
            if (s3.has(names.name(bucket))) {
                s3.configure(names.name(bucket), settings(bucket));
            } else {
                s3.createBucket(names.name(bucket), settings(bucket));
            }
        }
    }

    private BucketSettings settings(Resource bucket) {
        JsonNode properties = template.properties(bucket);
        return new BucketSettings(
                properties.at("/VersioningConfiguration/Status").asText().equals("Enabled"),
                sendsEvents(
                        names.name(bucket),
                        properties
                                .at("/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
                                .asBoolean()),
                properties
                        .at("/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault")
                        .path("KMSMasterKeyID")
                        .textValue(),
                publicAccess(properties.path("PublicAccessBlockConfiguration")),
                policy(names.name(bucket)));
    }

    /**
     * Returns whether a bucket sends events to EventBridge. The CDK's handler of bucket notifications replaces the
     * configuration of a bucket that its stack creates. For an imported bucket, it retains EventBridge.
     *
     * @param declared whether the bucket's own properties enable EventBridge
     * @see <a
     *     href="https://github.com/aws/aws-cdk/blob/main/packages/@aws-cdk/custom-resource-handlers/lib/aws-s3/notifications-resource-handler/index.py">
     *     The handler of Custom::S3BucketNotifications</a>
     */
    private boolean sendsEvents(String bucket, boolean declared) {
        boolean sends = declared;
        for (Resource handled : template.resources("Custom::S3BucketNotifications")) {
            JsonNode properties = template.properties(handled);
            if (properties.path("BucketName").asText().equals(bucket)) {
                boolean managed = properties.path("Managed").asText("true").equalsIgnoreCase("true");
                sends = properties.path("NotificationConfiguration").has("EventBridgeConfiguration")
                        || !managed && sends;
            }
        }
        return sends;
    }

    /**
     * Returns the public access settings of a bucket. By default, S3 blocks all public access. If the template contains
     * any of these settings, the settings that it omits are off.
     */
    private static PublicAccessBlock publicAccess(JsonNode block) {
        return block.isMissingNode()
                ? PublicAccessBlock.ALL
                : new PublicAccessBlock(
                        block.path("BlockPublicAcls").asBoolean(),
                        block.path("IgnorePublicAcls").asBoolean(),
                        block.path("BlockPublicPolicy").asBoolean(),
                        block.path("RestrictPublicBuckets").asBoolean());
    }

    private String policy(String bucket) {
        return template.resources("AWS::S3::BucketPolicy").stream()
                .map(template::properties)
                .filter(policy -> policy.path("Bucket").asText().equals(bucket))
                .map(policy -> policy.path("PolicyDocument").toString())
                .findFirst()
                .orElse(null);
    }
}
