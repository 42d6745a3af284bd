package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * The bucket policies that keep data in the account: they hold against everybody, whatever their identity's own
 * policies allow.
 */
public final class BucketPerimeter {
    private static final String STAGED = Prefixes.STAGED + "*";

    private BucketPerimeter() {}

    /** Only this account's identities, and AWS services only on this account's behalf. */
    public static void ownAccountOnly(IBucket bucket) {
        String account = Stack.of(bucket).getAccount();
        List<String> all = List.of(bucket.getBucketArn(), bucket.arnForObjects("*"));
        bucket.addToResourcePolicy(Statements.deny(
                "DenyIdentitiesOutsideAccount",
                List.of("s3:*"),
                all,
                Map.of(
                        "StringNotEqualsIfExists", Map.of("aws:PrincipalAccount", account),
                        "BoolIfExists", Map.of("aws:PrincipalIsAWSService", "false"))));
        bucket.addToResourcePolicy(Statements.deny(
                "DenyConfusedDeputy",
                List.of("s3:*"),
                all,
                Map.of(
                        "StringNotEqualsIfExists", Map.of("aws:SourceAccount", account),
                        "Null", Map.of("aws:SourceAccount", "false"),
                        "Bool", Map.of("aws:PrincipalIsAWSService", "true"))));
    }

    /** Objects are encrypted under the bucket's own key: not under another one, not under one the caller holds. */
    public static void ownKeyOnly(IBucket bucket, IKey key) {
        List<String> objects = List.of(bucket.arnForObjects("*"));
        bucket.addToResourcePolicy(Statements.deny(
                "DenyForeignKmsKey",
                List.of("s3:PutObject"),
                objects,
                Map.of(
                        "Null", Map.of("s3:x-amz-server-side-encryption-aws-kms-key-id", "false"),
                        "StringNotEqualsIfExists",
                                Map.of("s3:x-amz-server-side-encryption-aws-kms-key-id", key.getKeyArn()))));
        bucket.addToResourcePolicy(Statements.deny(
                "DenySseC",
                List.of("s3:PutObject"),
                objects,
                Map.of("Null", Map.of("s3:x-amz-server-side-encryption-customer-algorithm", "false"))));
    }

    /**
     * What was checked is what is trained on: staged files are written once, by the one role that checks them, and
     * nobody overwrites or deletes them; the lifecycle rule, which is no principal, removes them.
     */
    public static void stagedOnceBy(IBucket bucket, IRole stager) {
        List<String> staged = List.of(bucket.arnForObjects(STAGED));
        bucket.addToResourcePolicy(Statements.deny(
                "StagedOnlyByStager",
                List.of("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"),
                staged,
                Map.of("ArnNotEquals", Map.of("aws:PrincipalArn", stager.getRoleArn()))));
        bucket.addToResourcePolicy(Statements.deny(
                "StagedWriteOnce",
                List.of("s3:PutObject"),
                staged,
                Map.of(
                        "Null", Map.of("s3:if-none-match", "true"),
                        // The parts of a multipart upload cannot carry the header; its completion does.
                        "Bool", Map.of("s3:ObjectCreationOperation", "true"))));
    }
}
