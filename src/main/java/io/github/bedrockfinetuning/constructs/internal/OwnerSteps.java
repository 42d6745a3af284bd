package io.github.bedrockfinetuning.constructs.internal;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * Warns about buckets that another app created, and lists the configuration that their owners must add because this
 * stack cannot add it.
 */
public final class OwnerSteps {
    private static final String PERIMETER = "deny requests from identities in other accounts";

    private OwnerSteps() {}

    /** Warns if a bucket was not created by this app. */
    public static void warn(Construct scope, String prop, IBucket bucket) {
        if (!StoreParts.isOwn(bucket)) {
            Annotations.of(scope)
                    .addWarningV2(
                            "bedrock-fine-tuning:" + prop,
                            "This stack cannot change the imported " + prop + ". Its owner must: "
                                    + (prop.equals("accessLogsBucket") ? ofLogs() : ofData(prop)));
        }
    }

    /**
     * Reports an error if a data bucket of this app is not versioned, because a run reads fixed versions. {@code cdk
     * deploy} then fails.
     */
    public static void requireConfigured(Construct scope, String prop, IBucket bucket) {
        if (!prop.equals("accessLogsBucket")
                && bucket.getNode().getDefaultChild() instanceof CfnBucket created
                && created.getVersioningConfiguration() == null) {
            Annotations.of(scope)
                    .addError(prop + " is not versioned, but a run reads fixed versions of its files. Set"
                            + " versioned(true) for the bucket.");
        }
    }

    private static String ofData(String prop) {
        boolean forDatasets = prop.equals("datasetsBucket");
        List<String> verified = new ArrayList<>(List.of(
                "block public access",
                "enable versioning",
                "set the default encryption key to the key that is specified when the bucket is imported, "
                        + "or to the data key if there is none",
                "deny requests that do not use TLS 1.2 or later"));
        List<String> trusted = new ArrayList<>(List.of(
                "disable ACLs",
                "allow access through IAM policies of this account in the key policy",
                PERIMETER + ", and deny uploads with other keys or with SSE-C",
                "abort unfinished multipart uploads"));
        if (forDatasets) {
            verified.add("send events to EventBridge");
            trusted.add("expire staged/");
            trusted.add("allow writes to staged/ only for PrepareDataset's role, and only once per object");
        }
        return String.join("; ", verified)
                + ". Until then, PrepareDataset rejects every run. It does not check whether the owner completed the remaining steps: "
                + String.join("; ", trusted) + ".";
    }

    private static String ofLogs() {
        return String.join(
                "; ",
                List.of(
                        "block public access",
                        "disable ACLs",
                        "enable versioning",
                        "use default encryption with S3 managed keys, because access logs can be delivered only with these keys",
                        "allow logging.s3.amazonaws.com to write to datasets/ and results/ on behalf of this "
                                + "account",
                        "deny requests that do not use TLS 1.2 or later",
                        PERIMETER,
                        "abort unfinished multipart uploads",
                        "and expire the logs. Runs do not check these steps."));
    }
}
