package io.github.bedrockfinetuning.constructs.internal;

import software.constructs.Construct;

/**
 * The CDK feature flags with which these constructs were written and tested. A library cannot rely on its consumer's
 * cdk.json, so each construct pins them on its own node before it creates its first child.
 */
public final class Flags {
    private Flags() {}

    public static void pin(Construct construct) {
        // Access logs are allowed by bucket policy. The older ACL is rejected by buckets with the setting "bucket owner
        // enforced".
        construct.getNode().setContext("@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true);
        // Statements are not merged, so each has its own Sid.
        construct.getNode().setContext("@aws-cdk/aws-iam:minimizePolicies", false);
        // The name of a version changes if and only if a property of the version changes.
        construct.getNode().setContext("@aws-cdk/aws-lambda:recognizeLayerVersion", true);
        // No log group in addition to the explicit one.
        construct.getNode().setContext("@aws-cdk/aws-lambda:useCdkManagedLogGroup", false);
    }
}
