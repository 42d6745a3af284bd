package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;

/** Reads of a bucket's settings. */
final class BucketReads {
    private BucketReads() {}

    static AwsResponse versioning(S3Request request, Bucket bucket) {
        return Xml.root("VersioningConfiguration")
                .add("Status", bucket.settings().versioned() ? "Enabled" : null)
                .answer(200);
    }

    static AwsResponse notification(S3Request request, Bucket bucket) {
        Xml xml = Xml.root("NotificationConfiguration");
        if (bucket.settings().eventBridge()) {
            xml.open("EventBridgeConfiguration").close();
        }
        return xml.answer(200);
    }

    static AwsResponse encryption(S3Request request, Bucket bucket) {
        String key = bucket.settings().kmsKeyArn();
        return Xml.root("ServerSideEncryptionConfiguration")
                .open("Rule")
                .open("ApplyServerSideEncryptionByDefault")
                .add("SSEAlgorithm", key == null ? "AES256" : "aws:kms")
                .add("KMSMasterKeyID", key)
                .close()
                .add("BucketKeyEnabled", key != null)
                .close()
                .answer(200);
    }

    static AwsResponse publicAccess(S3Request request, Bucket bucket) {
        BucketSettings.PublicAccessBlock block = bucket.settings().publicAccess();
        if (block == null) {
            throw new AwsError(
                    "NoSuchPublicAccessBlockConfiguration", 404, "The public access block configuration was not found");
        }
        return Xml.root("PublicAccessBlockConfiguration")
                .add("BlockPublicAcls", block.blockPublicAcls())
                .add("IgnorePublicAcls", block.ignorePublicAcls())
                .add("BlockPublicPolicy", block.blockPublicPolicy())
                .add("RestrictPublicBuckets", block.restrictPublicBuckets())
                .answer(200);
    }

    static AwsResponse policy(S3Request request, Bucket bucket) {
        if (bucket.settings().policy() == null) {
            throw new AwsError("NoSuchBucketPolicy", 404, "The bucket policy does not exist");
        }
        return AwsResponse.of(200, "application/json", bucket.settings().policy());
    }
}
