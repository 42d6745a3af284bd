package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Determines the permissions that S3 operations require for the object, the bucket, and the encryption key.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Actions of S3
 *     operations</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html">Encryption with KMS
 *     keys</a>
 */
final class ObjectNeeds {
    private static final Map<String, String> BUCKET_ACTIONS = Map.of(
            "ListObjectsV2", "ListBucket",
            "GetBucketNotificationConfiguration", "GetBucketNotification",
            "GetBucketEncryption", "GetEncryptionConfiguration",
            "GetPublicAccessBlock", "GetBucketPublicAccessBlock");

    private final S3 s3;
    private final String region;

    ObjectNeeds(S3 s3, String region) {
        this.s3 = s3;
        this.region = region;
    }

    List<Need> of(Call call) {
        S3Request request = S3Request.of(call.request());
        String version = call.input().path("versionId").textValue();
        return switch (call.operation()) {
            case "GetObject", "HeadObject" -> read(request.bucket(), request.key(), version);
            case "PutObject" -> write(call, request);
            case "DeleteObject" ->
                List.of(Need.of(
                        version == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion",
                        arn(request.bucket(), request.key())));
            default -> List.of(onBucket(call, request.bucket()));
        };
    }

    /**
     * Returns the permissions that are required to read an object. If the object does not exist, only callers that are
     * allowed to list the bucket receive that error.
     *
     * @param version the version ID; null for the current version
     */
    List<Need> read(String bucket, String key, @Nullable String version) {
        List<Need> needs = new ArrayList<>();
        needs.add(Need.of(version == null ? "s3:GetObject" : "s3:GetObjectVersion", arn(bucket, key)));
        Optional<ObjectVersion> object = version == null
                ? s3.bucket(bucket).current(key)
                : s3.bucket(bucket).version(key, version);
        if (object.isEmpty()) {
            needs.add(Need.of("s3:ListBucket", arn(bucket, "")));
        } else {
            needs.addAll(key(bucket, "Decrypt"));
        }
        return needs;
    }

    private List<Need> write(Call call, S3Request request) {
        Map<String, String> context = new HashMap<>();
        call.input().properties().forEach(given -> {
            String name = given.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("x-amz-server-side-encryption") || name.startsWith("if-")) {
                context.put("s3:" + name, given.getValue().asText());
            }
        });
        context.put("s3:ObjectCreationOperation", "true");
        List<Need> needs = new ArrayList<>();
        needs.add(new Need("s3:PutObject", arn(request.bucket(), request.key()), context));
        needs.addAll(key(request.bucket(), "GenerateDataKey"));
        return needs;
    }

    private Need onBucket(Call call, String bucket) {
        Map<String, String> context = call.input().has("prefix")
                ? Map.of("s3:prefix", call.input().path("prefix").asText())
                : Map.of();
        String action = BUCKET_ACTIONS.getOrDefault(call.operation(), call.operation());
        return new Need("s3:" + action, arn(bucket, ""), context);
    }

    /**
     * Returns the permissions that are required for the encryption key. With an S3 Bucket Key, the encryption context
     * is the ARN of the bucket.
     */
    private List<Need> key(String bucket, String... actions) {
        return Need.ofKey(
                s3.bucket(bucket).settings().kmsKeyArn(),
                "s3",
                region,
                s3.account(),
                Map.of("kms:EncryptionContext:aws:s3:arn", arn(bucket, "")),
                actions);
    }

    static String arn(String bucket, String key) {
        return "arn:aws:s3:::" + bucket + (key.isEmpty() ? "" : "/" + key);
    }
}
