package io.github.bedrockfinetuning.constructs.internal;

import software.constructs.Construct;

/**
 * The CDK's feature flags that these constructs were written and tested with. A library cannot count on its consumer's
 * cdk.json, so each construct pins them on its own node before its first child.
 */
public final class Flags {
    private Flags() {}

    public static void pin(Construct construct) {
        // Access logs are allowed by bucket policy; the older ACL is refused by buckets whose owner owns everything.
        construct.getNode().setContext("@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true);
        // Statements stay as they are written, each under its own Sid.
        construct.getNode().setContext("@aws-cdk/aws-iam:minimizePolicies", false);
        // A version's name then changes whenever something that makes up the version does, and only then.
        construct.getNode().setContext("@aws-cdk/aws-lambda:recognizeLayerVersion", true);
        // No log group beside the explicit one.
        construct.getNode().setContext("@aws-cdk/aws-lambda:useCdkManagedLogGroup", false);
    }
}
