package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CustomResourceProviderBase;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.IConstruct;

/** The bucket policies that keep data in the account. They apply to every identity, regardless of its own policies. */
public final class BucketPerimeter {
    private static final String STAGED = Prefixes.STAGED + "*";

    /**
     * The construct ID of the custom resource that the CDK adds to a bucket with {@code autoDeleteObjects}, and the
     * ID of its provider.
     */
    private static final String EMPTYING = "AutoDeleteObjectsCustomResource";

    private static final String EMPTYING_PROVIDER = "Custom::S3AutoDeleteObjectsCustomResourceProvider";

    private BucketPerimeter() {}

    /** Allows access only to identities of this account, and to AWS services only on behalf of this account. */
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

    /** Requires encryption with the bucket's own key. Denies encryption with another key or a customer-provided key. */
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
     * Makes sure that training reads exactly the files that were checked. Only the role that checks staged files can
     * write them, and only once. No identity can overwrite or delete them. The lifecycle rule, which is not a
     * principal, removes them.
     */
    public static void stagedOnceBy(IBucket bucket, String stagerArn) {
        List<String> staged = List.of(bucket.arnForObjects(STAGED));
        bucket.addToResourcePolicy(Statements.deny(
                "StagedOnlyByStager",
                List.of("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"),
                staged,
                Map.of("ArnNotEquals", Map.of("aws:PrincipalArn", except(bucket, stagerArn)))));
        bucket.addToResourcePolicy(Statements.deny(
                "StagedWriteOnce",
                List.of("s3:PutObject"),
                staged,
                Map.of(
                        "Null", Map.of("s3:if-none-match", "true"),
                        // The header is not supported for the parts of a multipart upload, only for its completion.
                        "Bool", Map.of("s3:ObjectCreationOperation", "true"))));
    }

    /**
     * Returns the role and, if there is one, the role of the CDK function that empties the bucket before it is
     * deleted.
     */
    private static Object except(IBucket bucket, String stager) {
        if (bucket.getNode().tryFindChild(EMPTYING) == null) {
            return stager;
        }
        IConstruct provider = Stack.of(bucket).getNode().tryFindChild(EMPTYING_PROVIDER);
        return provider instanceof CustomResourceProviderBase emptying
                ? List.of(stager, emptying.getRoleArn())
                : stager;
    }
}
