package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;

/** What can be asked of a bucket itself. */
final class BucketReads {
    private final String region;

    BucketReads(String region) {
        this.region = region;
    }

    AwsResponse head(S3Request request, Bucket bucket) {
        return AwsResponse.empty(200).withHeader("x-amz-bucket-region", region);
    }

    /** Empty for us-east-1, as S3 has it since its first days. */
    AwsResponse location(S3Request request, Bucket bucket) {
        return AwsResponse.of(
                200,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><LocationConstraint"
                        + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + (region.equals("us-east-1") ? "" : region) + "</LocationConstraint>");
    }

    AwsResponse versioning(S3Request request, Bucket bucket) {
        return Xml.root("VersioningConfiguration")
                .add("Status", bucket.settings().versioned() ? "Enabled" : null)
                .answer(200);
    }

    AwsResponse notification(S3Request request, Bucket bucket) {
        Xml xml = Xml.root("NotificationConfiguration");
        if (bucket.settings().eventBridge()) {
            xml.open("EventBridgeConfiguration").close();
        }
        return xml.answer(200);
    }

    AwsResponse encryption(S3Request request, Bucket bucket) {
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

    AwsResponse publicAccess(S3Request request, Bucket bucket) {
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

    AwsResponse policy(S3Request request, Bucket bucket) {
        if (bucket.settings().policy() == null) {
            throw new AwsError("NoSuchBucketPolicy", 404, "The bucket policy does not exist");
        }
        return AwsResponse.of(200, "application/json", bucket.settings().policy());
    }
}
