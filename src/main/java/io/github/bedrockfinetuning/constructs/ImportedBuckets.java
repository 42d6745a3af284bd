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
 * The buckets of a data store that another app created. At synthesis, a warning asks the owners to configure the
 * buckets, and PrepareDataset checks whether they did. This class provides the function's environment and permissions
 * for that check.
 */
final class ImportedBuckets {
    private final StoreAccess access;
    private final Map<String, IBucket> buckets = new LinkedHashMap<>();

    ImportedBuckets(DataStore store) {
        access = new StoreAccess(store);
        add("datasets", store.getDatasets());
        add("results", store.getResults());
    }

    /**
     * Treats both buckets of another stack's workflow as imported, because it is not known whether they are imported.
     */
    ImportedBuckets(StoreAccess access, IBucket datasets, IBucket results) {
        this.access = access;
        buckets.put("datasets", datasets);
        buckets.put("results", results);
    }

    private void add(String role, IBucket bucket) {
        if (!StoreParts.isOwn(bucket)) {
            buckets.put(role, bucket);
        }
    }

    /** Returns the environment variable that specifies the imported buckets, or an empty map if there are none. */
    Map<String, String> environment() {
        return buckets.isEmpty()
                ? Map.of()
                : Map.of(EnvironmentVariables.FT_IMPORTED_BUCKETS, String.join(",", buckets.keySet()));
    }

    /** Returns the permissions to read the configuration of imported buckets, or an empty array if there are none. */
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
