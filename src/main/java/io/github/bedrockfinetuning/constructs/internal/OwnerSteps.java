package io.github.bedrockfinetuning.constructs.internal;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The warnings for buckets that another app created: the configuration that their owners must add, because this stack
 * cannot.
 */
public final class OwnerSteps {
    private static final String PERIMETER = "deny requests from identities of other accounts";

    private OwnerSteps() {}

    /** Warns if a bucket was not created by this app. */
    public static void warn(Construct scope, String prop, IBucket bucket) {
        if (!StoreParts.isOwn(bucket)) {
            Annotations.of(scope)
                    .addWarningV2(
                            "bedrock-fine-tuning:" + prop,
                            "The imported " + prop + " cannot be changed from here. Its owner must: "
                                    + (prop.equals("accessLogsBucket") ? ofLogs() : ofData(prop)));
        }
    }

    private static String ofData(String prop) {
        boolean forDatasets = prop.equals("datasetsBucket");
        List<String> verified = new ArrayList<>(List.of(
                "block public access",
                "turn on versioning",
                "encrypt by default under the key that the bucket is imported with, or else the data key",
                "deny requests without TLS 1.2"));
        List<String> trusted = new ArrayList<>(List.of(
                "disable ACLs",
                "let the key's policy allow its use by this account's IAM policies",
                PERIMETER + ", under other keys and with SSE-C",
                "abort unfinished multipart uploads"));
        if (forDatasets) {
            verified.add("send events to EventBridge");
            trusted.add("expire staged/");
            trusted.add("deny writing below staged/ to every role but PrepareDataset's, and twice to it");
        }
        return String.join("; ", verified)
                + ". Until that is done, PrepareDataset rejects every run. It does not look whether the owner did the"
                + " rest: " + String.join("; ", trusted) + ".";
    }

    private static String ofLogs() {
        return String.join(
                "; ",
                List.of(
                        "block public access",
                        "disable ACLs",
                        "turn on versioning",
                        "encrypt by default with S3's own keys, the only ones that access logs are delivered under",
                        "let logging.s3.amazonaws.com write below datasets/ and results/ for this account",
                        "deny requests without TLS 1.2",
                        PERIMETER,
                        "abort unfinished multipart uploads",
                        "and expire the logs. Runs do not look whether that is done."));
    }
}
