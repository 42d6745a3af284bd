package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * Reads the configuration of buckets: access control lists, public access, object ownership, websites, and access
 * logs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html">AWS::S3::Bucket</a>
 */
final class BucketReading implements Reading {
    private static final Set<String> PRIVATE =
            Set.of("Private", "LogDeliveryWrite", "BucketOwnerRead", "BucketOwnerFullControl");
    private static final List<String> BLOCKS =
            List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets");

    @Override
    public void read(StackResource at, Context context) {
        Findings findings = context.findings();
        JsonNode acl = at.property("AccessControl");
        if (!acl.isMissingNode() && !PRIVATE.contains(acl.asText())) {
            findings.opening(
                    at,
                    "AccessControl",
                    acl.asText().startsWith("Authenticated") ? "every AWS account" : "everybody",
                    "access through the canned ACL " + acl.asText(),
                    "Remove AccessControl.");
        }
        publicAccess(at, findings);
        for (JsonNode rule : at.property("OwnershipControls").path("Rules")) {
            if (!rule.path("ObjectOwnership").asText().equals("BucketOwnerEnforced")) {
                findings.opening(
                        at,
                        "OwnershipControls",
                        "all grantees in the ACL of an object",
                        "access through ACLs, which ObjectOwnership "
                                + rule.path("ObjectOwnership").asText() + " enables",
                        "Set ObjectOwnership to BucketOwnerEnforced.");
            }
        }
        if (!at.property("WebsiteConfiguration").isMissingNode()) {
            findings.opening(
                    at, "WebsiteConfiguration", "everybody", "the bucket is a website", "Remove WebsiteConfiguration.");
        }
        ownBucket(
                at,
                context,
                "LoggingConfiguration.DestinationBucketName",
                at.property("LoggingConfiguration").path("DestinationBucketName"));
        replication(at, findings);
    }

    static void accessPoint(StackResource at, Context context) {
        publicAccess(at, context.findings());
        ownBucket(at, context, "Bucket", at.property("Bucket"));
    }

    /**
     * Finds public access settings that are turned off. By default, S3 blocks public access to new buckets and access
     * points.
     */
    private static void publicAccess(StackResource at, Findings findings) {
        JsonNode block = at.property("PublicAccessBlockConfiguration");
        if (block.isMissingNode()) {
            return;
        }
        BLOCKS.stream()
                .filter(name -> !block.path(name).asText().equalsIgnoreCase("true"))
                .forEach(name -> findings.opening(
                        at,
                        "PublicAccessBlockConfiguration." + name,
                        "everybody",
                        "public access is not blocked",
                        "Set " + name + " to true."));
    }

    /**
     * Finds replicas that another account owns. The template specifies the account of the destination without an ARN.
     */
    private static void replication(StackResource at, Findings findings) {
        for (JsonNode rule : at.property("ReplicationConfiguration").path("Rules")) {
            JsonNode translation = rule.path("Destination").path("AccessControlTranslation");
            if (!translation.isMissingNode()) {
                findings.opening(
                        at,
                        "ReplicationConfiguration.Rules.Destination.AccessControlTranslation",
                        "the owner of "
                                + rule.path("Destination").path("Bucket").asText(),
                        "owns the replicas",
                        "Replicate to a bucket in this account, without AccessControlTranslation.");
            }
        }
    }

    /** Reports destination buckets that are not in the stack. */
    static void ownBucket(StackResource at, Context context, String path, JsonNode name) {
        if (!name.isMissingNode() && !context.account().isOwnBucket(name.asText())) {
            context.opening(
                    at,
                    path,
                    "the owner of bucket " + name.asText(),
                    "receives data",
                    "Specify a bucket in the stack.");
        }
    }
}
