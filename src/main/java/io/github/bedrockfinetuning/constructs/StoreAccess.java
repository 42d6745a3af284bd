package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Statements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IAlias;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * The permissions of a role on a data store: on objects by prefix, only in buckets in its own account, and on the
 * keys only through S3. The CDK's own grants would allow listing and reading the whole bucket.
 */
final class StoreAccess {
    private static final List<String> READ = List.of("s3:GetObject", "s3:GetObjectVersion");
    private static final List<String> WRITE = List.of("s3:PutObject", "s3:AbortMultipartUpload");

    private final IBucket datasets;
    private final IBucket results;
    private final @Nullable IKey dataKey;
    private final String account;
    private final String viaS3;

    public StoreAccess(DataStore store) {
        this(Stack.of(store), store.getDatasets(), store.getResults(), store.getDataKey());
    }

    /** @param dataKey the key of buckets whose key is not known; null if both keys are known */
    StoreAccess(Stack stack, IBucket datasets, IBucket results, @Nullable IKey dataKey) {
        this.datasets = datasets;
        this.results = results;
        this.dataKey = dataKey;
        account = stack.getAccount();
        viaS3 = "s3." + stack.getRegion() + ".amazonaws.com";
    }

    public PolicyStatement read(String sid, IBucket bucket, String... keys) {
        return Statements.allow(sid, READ, objects(bucket, Arrays.asList(keys)), ownAccount());
    }

    public PolicyStatement write(String sid, IBucket bucket, String... keys) {
        return Statements.allow(sid, WRITE, objects(bucket, Arrays.asList(keys)), ownAccount());
    }

    /**
     * Allows listing objects by prefix and determining that a key does not exist. Without this permission, S3 returns
     * "access denied" for a missing object. That request has no prefix, so the condition also applies if there is no
     * prefix.
     */
    public PolicyStatement list(String sid, IBucket bucket, String... keys) {
        return Statements.allow(
                sid,
                List.of("s3:ListBucket"),
                List.of(bucket.getBucketArn()),
                Map.of(
                        "StringEquals", Map.of("aws:ResourceAccount", account),
                        "StringLikeIfExists", Map.of("s3:prefix", List.of(keys))));
    }

    /** Allows actions on the buckets themselves. */
    PolicyStatement onBuckets(String sid, List<String> actions, Collection<IBucket> buckets) {
        return Statements.allow(
                sid, actions, buckets.stream().map(IBucket::getBucketArn).toList(), ownAccount());
    }

    /** Allows using the encryption keys of both buckets for reading. */
    public PolicyStatement decrypt() {
        return Statements.allow("DataKeyToRead", List.of("kms:Decrypt"), keys(), throughS3());
    }

    /** Allows using the encryption keys of both buckets for reading and writing. A multipart upload also decrypts. */
    public PolicyStatement encrypt() {
        return Statements.allow("DataKey", List.of("kms:Decrypt", "kms:GenerateDataKey"), keys(), throughS3());
    }

    /** The permissions on a bucket's encryption key that are required for reading. */
    PolicyStatement decrypt(IBucket bucket) {
        return Statements.allow(
                "KeyToRead", List.of("kms:Decrypt"), List.of(key(bucket).getKeyArn()), throughS3());
    }

    /** The permissions on a bucket's encryption key that are required for reading and writing. */
    PolicyStatement encrypt(IBucket bucket) {
        return Statements.allow(
                "Key",
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                List.of(key(bucket).getKeyArn()),
                throughS3());
    }

    public Grant grantWrite(IGrantable grantee, IBucket bucket, String key) {
        return grant(grantee, WRITE, objects(bucket, List.of(key)), ownAccount())
                .combine(grant(
                        grantee,
                        List.of("kms:Decrypt", "kms:GenerateDataKey"),
                        List.of(key(bucket).getKeyArn()),
                        throughS3()));
    }

    public Grant grantRead(IGrantable grantee, IBucket bucket, List<String> keys) {
        return grant(grantee, READ, objects(bucket, keys), ownAccount())
                .combine(grant(
                        grantee, List.of("kms:Decrypt"), List.of(key(bucket).getKeyArn()), throughS3()));
    }

    private static Grant grant(
            IGrantable grantee,
            List<String> actions,
            List<String> resources,
            Map<String, Map<String, String>> conditions) {
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(actions)
                .resourceArns(resources)
                .conditions(conditions)
                .build());
    }

    private static List<String> objects(IBucket bucket, List<String> keys) {
        return keys.stream().map(bucket::arnForObjects).toList();
    }

    private List<String> keys() {
        Set<String> arns = new LinkedHashSet<>();
        for (IBucket bucket : List.of(datasets, results)) {
            arns.add(key(bucket).getKeyArn());
        }
        return new ArrayList<>(arns);
    }

    /**
     * Returns the key that encrypts a bucket's objects: the bucket's own key, or the store's key if the bucket's key is
     * not known.
     */
    IKey key(IBucket bucket) {
        IKey key = bucket.getEncryptionKey() instanceof IAlias alias
                ? alias.getAliasTargetKey()
                : bucket.getEncryptionKey();
        return key == null ? Objects.requireNonNull(dataKey) : key;
    }

    private Map<String, Map<String, String>> ownAccount() {
        return Map.of("StringEquals", Map.of("aws:ResourceAccount", account));
    }

    private Map<String, Map<String, String>> throughS3() {
        return Map.of("StringEquals", Map.of("kms:ViaService", viaS3, "kms:CallerAccount", account));
    }
}
