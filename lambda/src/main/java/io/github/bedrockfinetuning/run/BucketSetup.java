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

/** The settings of a bucket, as far as S3 lets the workflow read them. Every request names the account that must own it. */
public final class BucketSetup {
    private final Platform platform;
    private final String owner;

    public BucketSetup(Platform platform) {
        this.platform = platform;
        this.owner = platform.require(EnvironmentVariables.ACCOUNT_ID);
    }

    /** Whether a bucket keeps every version of its objects. */
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

    /** How objects are encrypted whose upload says nothing of it. */
    public Optional<ServerSideEncryptionByDefault> encryption(String bucket) {
        return configured(() -> s3().getBucketEncryption(r -> r.bucket(bucket).expectedBucketOwner(owner)))
                .flatMap(answer -> answer.serverSideEncryptionConfiguration().rules().stream()
                        .map(ServerSideEncryptionRule::applyServerSideEncryptionByDefault)
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    /** The bucket's own block of public access; what the account blocks is not in it. */
    public Optional<PublicAccessBlockConfiguration> publicAccessBlock(String bucket) {
        return configured(() -> s3().getPublicAccessBlock(r -> r.bucket(bucket).expectedBucketOwner(owner)))
                .map(GetPublicAccessBlockResponse::publicAccessBlockConfiguration);
    }

    /** The bucket's policy, as JSON. */
    public Optional<String> policy(String bucket) {
        return configured(() -> s3().getBucketPolicy(r -> r.bucket(bucket).expectedBucketOwner(owner)))
                .map(GetBucketPolicyResponse::policy);
    }

    /** S3 answers 404 for a setting that a bucket does not have, as for a bucket that is not there. */
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
