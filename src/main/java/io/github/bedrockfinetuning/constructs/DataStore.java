package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.BucketPerimeter;
import io.github.bedrockfinetuning.constructs.internal.DataEvents;
import io.github.bedrockfinetuning.constructs.internal.Flags;
import io.github.bedrockfinetuning.constructs.internal.KeyPolicies;
import io.github.bedrockfinetuning.constructs.internal.OwnerSteps;
import io.github.bedrockfinetuning.constructs.internal.StoreParts;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * Where a fine-tuning workflow keeps its data: a bucket for datasets ({@code inbox/} for drops, {@code staged/} for what
 * was checked), one for results ({@code jobs/}, {@code runs/}, {@code reports/}), one for S3's access logs, and the
 * customer keys for data, custom models and logs.
 *
 * <p>New buckets allow TLS 1.2 and up only, block public access, are versioned, encrypted under the data key, closed to
 * identities of other accounts, and are retained when the stack goes; so are the keys, which rotate. What is staged is
 * written once, by the role given to {@link #stagedOnlyBy}.
 */
public final class DataStore extends Construct {
    private final IKey dataKey;
    private final IKey modelKey;
    private final IKey logsKey;
    private final IBucket datasets;
    private final IBucket results;
    private final IBucket accessLogs;

    /** A data store of new buckets and keys. */
    public DataStore(Construct scope, String id) {
        this(scope, id, DataStoreProps.builder().build());
    }

    /**
     * @throws IllegalArgumentException if props for a new bucket or key set something that the store decides itself
     */
    public DataStore(Construct scope, String id, DataStoreProps props) {
        super(scope, id);
        Flags.pin(this);
        StoreParts parts = new StoreParts(this, props.removalPolicy());

        dataKey = props.dataKey() != null
                ? imported("dataKey", props.dataKey())
                : parts.key("DataKey", "Datasets, answers and reports", "dataKeyProps", props.dataKeyProps());
        modelKey = props.modelKey() != null
                ? imported("modelKey", props.modelKey())
                : parts.key("ModelKey", "Custom models", "modelKeyProps", props.modelKeyProps());
        logsKey = props.logsKey() != null
                ? imported("logsKey", props.logsKey())
                : parts.key("LogsKey", "Log groups", "logsKeyProps", props.logsKeyProps());
        KeyPolicies.grantsForServicesOrThroughThem(modelKey);
        Stream.of(dataKey, logsKey).filter(key -> key != modelKey).forEach(KeyPolicies::grantsForServicesOnly);
        KeyPolicies.eventsAndAlarms(dataKey);
        KeyPolicies.executionLogs(dataKey);
        KeyPolicies.novaThroughput(modelKey);
        KeyPolicies.logGroups(logsKey);

        accessLogs = props.evidence().withoutAccessLogs() ? null : accessLogs(parts, props);
        datasets = props.datasetsBucket() != null
                ? existing("datasetsBucket", props.datasetsBucket())
                : parts.datasets(dataKey, accessLogs, props.datasetsBucketProps());
        results = props.resultsBucket() != null
                ? existing("resultsBucket", props.resultsBucket())
                : parts.results(dataKey, accessLogs, props.evidence().lockResults(), props.resultsBucketProps());
        if (props.datasetsBucket() != null && StoreParts.isOwn(datasets)) {
            StoreParts.notifyEventBridge(datasets);
        }
        if (accessLogs != null) {
            BucketPerimeter.ownAccountOnly(accessLogs);
        }
        if (props.evidence().dataEvents()) {
            new DataEvents(this, "DataEvents", List.of(datasets, results), accessLogs, logsKey);
        }
        for (IBucket bucket : List.of(datasets, results)) {
            BucketPerimeter.ownAccountOnly(bucket);
            if (bucket.getEncryptionKey() != null) {
                BucketPerimeter.ownKeyOnly(bucket, bucket.getEncryptionKey());
            }
        }
    }

    /** Where datasets are dropped and staged. */
    public IBucket getDatasets() {
        return datasets;
    }

    /** Where jobs' output, answers, run records and reports are kept. */
    public IBucket getResults() {
        return results;
    }

    /** Where S3 logs who reads and writes the other two; null if it does not. */
    public IBucket getAccessLogs() {
        return accessLogs;
    }

    /** Encrypts the buckets, queues, notifications and the workflow's state. */
    public IKey getDataKey() {
        return dataKey;
    }

    /** Encrypts custom models. */
    public IKey getModelKey() {
        return modelKey;
    }

    /** Encrypts log groups. */
    public IKey getLogsKey() {
        return logsKey;
    }

    /** From now on only this role may write below {@code staged/}, and nothing there twice. */
    public void stagedOnlyBy(IRole stager) {
        BucketPerimeter.stagedOnceBy(datasets, stager);
    }

    /** Allows dropping datasets: writing below {@code inbox/}. */
    public Grant grantDrop(IGrantable grantee) {
        return new StoreAccess(this).grantWrite(grantee, datasets, Prefixes.INBOX + "*");
    }

    /** Allows reading what came of runs: their reports, records and status; not their datasets or answers. */
    public Grant grantReadReports(IGrantable grantee) {
        return new StoreAccess(this)
                .grantRead(
                        grantee,
                        results,
                        List.of(
                                Prefixes.REPORTS + "*",
                                Prefixes.RUNS + "*/" + FileNames.RUN,
                                Prefixes.RUNS + "*/" + FileNames.STATUS));
    }

    private IBucket accessLogs(StoreParts parts, DataStoreProps props) {
        return props.accessLogsBucket() != null
                ? existing("accessLogsBucket", props.accessLogsBucket())
                : parts.accessLogs(props.accessLogsBucketProps());
    }

    private IBucket existing(String prop, IBucket bucket) {
        OwnerSteps.warn(this, prop, bucket);
        return bucket;
    }

    /** A key's own policy can be changed only by the app that makes it. */
    private IKey imported(String prop, IKey key) {
        if (key.getNode().getDefaultChild() == null) {
            Annotations.of(this)
                    .addWarningV2(
                            "bedrock-fine-tuning:" + prop,
                            "The imported " + prop + "'s policy cannot be changed from here. Its owner must: let this"
                                    + " account's IAM policies allow its use; refuse grants that are not for AWS"
                                    + " services; "
                                    + switch (prop) {
                                        case "dataKey" ->
                                            "and allow kms:Decrypt and kms:GenerateDataKey to"
                                                    + " events.amazonaws.com and cloudwatch.amazonaws.com for this account,"
                                                    + " and kms:Decrypt to delivery.logs.amazonaws.com.";
                                        case "modelKey" ->
                                            "and, for Nova on Provisioned Throughput, allow"
                                                    + " bedrock.amazonaws.com kms:Decrypt and kms:GenerateDataKey in the"
                                                    + " context aws:bedrock:custom-model.";
                                        default ->
                                            "and allow CloudWatch Logs to encrypt and decrypt this account's log"
                                                    + " groups.";
                                    });
        }
        return key;
    }
}
