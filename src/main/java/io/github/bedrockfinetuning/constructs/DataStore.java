package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.BucketPerimeter;
import io.github.bedrockfinetuning.constructs.internal.DataEvents;
import io.github.bedrockfinetuning.constructs.internal.Existing;
import io.github.bedrockfinetuning.constructs.internal.Flags;
import io.github.bedrockfinetuning.constructs.internal.KeyPolicies;
import io.github.bedrockfinetuning.constructs.internal.OwnerSteps;
import io.github.bedrockfinetuning.constructs.internal.Owners;
import io.github.bedrockfinetuning.constructs.internal.StagerRole;
import io.github.bedrockfinetuning.constructs.internal.StoreParts;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The storage of a fine-tuning workflow: a datasets bucket ({@code inbox/} for uploads, {@code staged/} for checked
 * files), a results bucket ({@code jobs/}, {@code runs/}, {@code reports/}), a bucket for S3 access logs, and the
 * customer managed keys for data, custom models, and logs.
 *
 * <p>New buckets allow only TLS 1.2 or later, block public access, are versioned and encrypted with the data key, and
 * deny access to identities of other accounts. New buckets and keys are retained when the stack is deleted, and new
 * keys are rotated. Staged files are written only once, by the role that is passed to {@link #stagedOnlyBy}.
 */
public final class DataStore extends Construct {
    /** The key patterns of the run results that users can read if they have access to reports. */
    static final List<String> REPORTS = List.of(
            Prefixes.REPORTS + "*",
            Prefixes.NOT_STARTED + "*",
            Prefixes.RUNS + "*/" + FileNames.RUN,
            Prefixes.RUNS + "*/" + FileNames.STATUS);

    private final IKey dataKey;
    private final IKey modelKey;
    private final IKey logsKey;
    private final IBucket datasets;
    private final IBucket results;
    private final @Nullable IBucket accessLogs;

    /** Creates a data store with new buckets and keys. */
    DataStore(Construct scope, String id) {
        this(scope, id, DataStoreProps.builder().build());
    }

    /**
     * Creates a data store.
     *
     * @throws IllegalArgumentException if the props of a new bucket or key contain a value that the store sets itself
     */
    DataStore(Construct scope, String id, DataStoreProps props) {
        super(scope, id);
        Flags.pin(this);
        StoreParts parts = new StoreParts(this, props.removalPolicy(), props.emptyBuckets());

        dataKey = props.dataKey() != null
                ? existing("dataKey", props.dataKey())
                : parts.key("DataKey", "Datasets, answers, and reports", "dataKeyProps", props.dataKeyProps());
        modelKey = props.modelKey() != null
                ? existing("modelKey", props.modelKey())
                : parts.key("ModelKey", "Custom models", "modelKeyProps", props.modelKeyProps());
        logsKey = props.logsKey() != null
                ? existing("logsKey", props.logsKey())
                : parts.key("LogsKey", "Log groups", "logsKeyProps", props.logsKeyProps());
        KeyPolicies.grantsForServicesOrThroughThem(modelKey);
        Stream.of(dataKey, logsKey)
                .filter(key ->
                        !key.getNode().getPath().equals(modelKey.getNode().getPath()))
                .forEach(KeyPolicies::grantsForServicesOnly);
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
        if (props.datasetsBucket() != null) {
            Owners.claim(
                    this,
                    "datasetsBucket",
                    datasets,
                    "An upload would start a run in each, and each denies the other writing to staged/. Specify a"
                            + " bucket for each workflow.");
        }
        if (props.resultsBucket() != null) {
            Owners.claim(
                    this,
                    "resultsBucket",
                    results,
                    "Each workflow lists and removes what it finds under runs/. Specify a bucket for each workflow.");
        }
        if (props.datasetsBucket() != null && StoreParts.isOwn(datasets)) {
            StoreParts.notifyEventBridge(datasets);
        }
        if (accessLogs != null) {
            BucketPerimeter.ownAccountOnly(accessLogs);
        }
        if (props.evidence().dataEvents()) {
            new DataEvents(this, "DataEvents", List.of(datasets, results), Objects.requireNonNull(accessLogs), logsKey);
        }
        for (IBucket bucket : List.of(datasets, results)) {
            BucketPerimeter.ownAccountOnly(bucket);
            IKey key = Existing.keyOrNull(this, "the encryption key of a bucket", bucket.getEncryptionKey());
            if (key != null) {
                BucketPerimeter.ownKeyOnly(bucket, key);
            }
        }
    }

    /** Returns the bucket to which datasets are uploaded and where they are staged. */
    public IBucket getDatasets() {
        return datasets;
    }

    /** Returns the bucket for job output, answers, run records, and reports. */
    public IBucket getResults() {
        return results;
    }

    /** Returns the bucket for the S3 access logs of the other two buckets, or null if there is none. */
    public @Nullable IBucket getAccessLogs() {
        return accessLogs;
    }

    /** Returns the key that encrypts the buckets, queues, notifications, and the workflow's state. */
    public IKey getDataKey() {
        return dataKey;
    }

    /** Returns the key that encrypts custom models. */
    public IKey getModelKey() {
        return modelKey;
    }

    /** Returns the key that encrypts log groups. */
    public IKey getLogsKey() {
        return logsKey;
    }

    /** Allows only this role to write to {@code staged/}, and only once per object. */
    public void stagedOnlyBy(IRole stager) {
        BucketPerimeter.stagedOnceBy(datasets, StagerRole.arn(this, datasets, stager));
    }

    /** Allows uploading datasets by writing to {@code inbox/}. */
    public Grant grantDrop(IGrantable grantee) {
        return new StoreAccess(this).grantWrite(grantee, datasets, Prefixes.INBOX + "*");
    }

    /** Allows reading the results of runs: their reports, records, and status, but not their datasets or answers.
     * Includes the reasons why uploads started no run.
     */
    public Grant grantReadReports(IGrantable grantee) {
        return new StoreAccess(this).grantRead(grantee, results, REPORTS);
    }

    private IBucket accessLogs(StoreParts parts, DataStoreProps props) {
        return props.accessLogsBucket() != null
                ? existing("accessLogsBucket", props.accessLogsBucket())
                : parts.accessLogs(props.accessLogsBucketProps());
    }

    private IBucket existing(String prop, IBucket bucket) {
        Existing.bucket(this, prop, bucket);
        OwnerSteps.warn(this, prop, bucket);
        OwnerSteps.requireConfigured(this, prop, bucket);
        return bucket;
    }

    /** Warns about an imported key. Only the app that creates a key can change its policy. */
    private IKey existing(String prop, IKey specified) {
        IKey key = Existing.key(this, prop, specified);
        if (key.getNode().getDefaultChild() == null) {
            Annotations.of(this)
                    .addWarningV2(
                            "bedrock-fine-tuning:" + prop,
                            "This stack cannot change the policy of the imported " + prop
                                    + ". Its owner must: allow access through IAM policies in this account; deny grants that are "
                                    + "not for AWS services; "
                                    + switch (prop) {
                                        case "dataKey" ->
                                            "and allow events.amazonaws.com and cloudwatch.amazonaws.com to call"
                                                    + " kms:Decrypt and kms:GenerateDataKey for this account, and"
                                                    + " delivery.logs.amazonaws.com to call kms:Decrypt.";
                                        case "modelKey" ->
                                            "and, for Nova with Provisioned Throughput, allow kms:Decrypt and kms:GenerateDataKey for bedrock.amazonaws.com with the encryption context aws:bedrock:custom-model.";
                                        default ->
                                            "and allow CloudWatch Logs to encrypt and decrypt this account's log"
                                                    + " groups.";
                                    });
        }
        return key;
    }
}
