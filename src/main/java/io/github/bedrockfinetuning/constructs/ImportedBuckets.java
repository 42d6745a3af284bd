package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.StoreParts;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * The buckets of a data store that another app made. Their owners are asked at synthesis to set them up, and
 * PrepareDataset looks whether they have: this is what it is told for that, and what it may read.
 */
final class ImportedBuckets {
    private final StoreAccess access;
    private final Map<String, IBucket> buckets = new LinkedHashMap<>();

    ImportedBuckets(DataStore store) {
        access = new StoreAccess(store);
        add("datasets", store.getDatasets());
        add("results", store.getResults());
    }

    private void add(String role, IBucket bucket) {
        if (!StoreParts.isOwn(bucket)) {
            buckets.put(role, bucket);
        }
    }

    /** Which buckets are imported; nothing if none is. */
    Map<String, String> environment() {
        return buckets.isEmpty()
                ? Map.of()
                : Map.of(EnvironmentVariables.FT_IMPORTED_BUCKETS, String.join(",", buckets.keySet()));
    }

    /** Reading how they are set up; nothing if none is imported. */
    PolicyStatement[] reads() {
        List<PolicyStatement> reads = new ArrayList<>();
        if (!buckets.isEmpty()) {
            reads.add(access.onBuckets(
                    "ImportedBuckets",
                    List.of(
                            "s3:GetBucketVersioning",
                            "s3:GetEncryptionConfiguration",
                            "s3:GetBucketPublicAccessBlock",
                            "s3:GetBucketPolicy"),
                    buckets.values()));
        }
        if (buckets.containsKey("datasets")) {
            reads.add(access.onBuckets(
                    "ImportedBucketEvents", List.of("s3:GetBucketNotification"), List.of(buckets.get("datasets"))));
        }
        return reads.toArray(new PolicyStatement[0]);
    }
}
