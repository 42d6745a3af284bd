package io.github.bedrockfinetuning.local.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Json;

/** Performs operations that read the settings of a bucket. */
final class BucketReads {
    private BucketReads() {}

    static AwsResponse versioning(S3Request request, Bucket bucket) {
        String status = bucket.settings().versioned() ? "Enabled" : null;
        return S3Service.XML.answer(
                200, "VersioningConfiguration", Json.object().put("Status", status));
    }

    static AwsResponse notification(S3Request request, Bucket bucket) {
        ObjectNode answer = Json.object();
        if (bucket.settings().eventBridge()) {
            answer.putObject("EventBridgeConfiguration");
        }
        return S3Service.XML.answer(200, "NotificationConfiguration", answer);
    }

    static AwsResponse encryption(S3Request request, Bucket bucket) {
        String key = bucket.settings().kmsKeyArn();
        ObjectNode answer = Json.object();
        ObjectNode rule = answer.putObject("Rule");
        rule.putObject("ApplyServerSideEncryptionByDefault")
                .put("SSEAlgorithm", key == null ? "AES256" : "aws:kms")
                .put("KMSMasterKeyID", key);
        rule.put("BucketKeyEnabled", key != null);
        return S3Service.XML.answer(200, "ServerSideEncryptionConfiguration", answer);
    }

    static AwsResponse publicAccess(S3Request request, Bucket bucket) {
        BucketSettings.PublicAccessBlock block = bucket.settings().publicAccess();
        if (block == null) {
            throw new AwsError(
                    "NoSuchPublicAccessBlockConfiguration", 404, "The public access block configuration was not found");
        }
        ObjectNode answer = Json.object()
                .put("BlockPublicAcls", block.blockPublicAcls())
                .put("IgnorePublicAcls", block.ignorePublicAcls())
                .put("BlockPublicPolicy", block.blockPublicPolicy())
                .put("RestrictPublicBuckets", block.restrictPublicBuckets());
        return S3Service.XML.answer(200, "PublicAccessBlockConfiguration", answer);
    }

    static AwsResponse policy(S3Request request, Bucket bucket) {
        if (bucket.settings().policy() == null) {
            throw new AwsError("NoSuchBucketPolicy", 404, "The bucket policy does not exist");
        }
        return AwsResponse.of(200, "application/json", bucket.settings().policy());
    }
}
