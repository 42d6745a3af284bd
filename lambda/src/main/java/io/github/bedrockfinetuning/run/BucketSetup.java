package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * The configuration of a bucket, to the extent that the workflow is allowed to read it. Every request specifies the
 * expected bucket owner.
 */
public final class BucketSetup {
    private final Platform platform;
    private final String owner;

    public BucketSetup(Platform platform) {
        this.platform = platform;
        this.owner = platform.require(EnvironmentVariables.ACCOUNT_ID);
    }

    /** Returns whether versioning is enabled for a bucket. */
    public boolean versioned(String bucket) {
        return s3().getBucketVersioning(r -> r.bucket(bucket).expectedBucketOwner(owner))
                        .status()
                == BucketVersioningStatus.ENABLED;
    }

    public boolean notifiesEventBridge(String bucket) {
        return s3().getBucketNotificationConfiguration(r -> r.bucket(bucket).expectedBucketOwner(owner))
                        .eventBridgeConfiguration()
                != null;
    }

    /** Returns the default encryption of a bucket. */
    public Optional<ServerSideEncryptionByDefault> encryption(String bucket) {
        return configured(() -> s3().getBucketEncryption(r -> r.bucket(bucket).expectedBucketOwner(owner)))
                .flatMap(answer -> answer.serverSideEncryptionConfiguration().rules().stream()
                        .map(ServerSideEncryptionRule::applyServerSideEncryptionByDefault)
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    /** Returns the bucket's own Block Public Access settings, without those of the account. */
    public Optional<PublicAccessBlockConfiguration> publicAccessBlock(String bucket) {
        return configured(() -> s3().getPublicAccessBlock(r -> r.bucket(bucket).expectedBucketOwner(owner)))
                .map(GetPublicAccessBlockResponse::publicAccessBlockConfiguration);
    }

    /** Returns the bucket policy as JSON. */
    public Optional<String> policy(String bucket) {
        return configured(() -> s3().getBucketPolicy(r -> r.bucket(bucket).expectedBucketOwner(owner)))
                .map(GetBucketPolicyResponse::policy);
    }

    /**
     * Returns a bucket setting, or an empty Optional if the bucket does not have it. S3 returns 404 both for a
     * setting that a bucket does not have and for a bucket that does not exist.
     */
    private static <T> Optional<T> configured(Supplier<T> answer) {
        try {
            return Optional.of(answer.get());
        } catch (NoSuchBucketException e) {
            throw e;
        } catch (S3Exception e) {
            if (e.statusCode() != 404) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private S3Client s3() {
        return platform.aws().s3();
    }
}
