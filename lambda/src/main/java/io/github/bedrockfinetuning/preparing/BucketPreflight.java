package io.github.bedrockfinetuning.preparing;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.run.BucketSetup;
import io.github.bedrockfinetuning.run.Failure;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;

/**
 * Checks whether imported buckets have the same configuration as buckets that the stack creates. A warning during
 * synthesis describes this configuration. {@code FT_IMPORTED_BUCKETS} specifies the imported buckets. Without it, no
 * requests are sent to S3.
 */
public final class BucketPreflight {
    private final Platform platform;
    private final Store store;
    private final BucketSetup setup;
    private final List<Missing> missing = new ArrayList<>();

    /**
     * A configuration problem.
     *
     * @param unread whether the problem is that the configuration could not be read
     */
    public record Missing(Finding finding, boolean unread) {}

    BucketPreflight(Run run) {
        this(run.platform());
    }

    /**
     * Creates the checks.
     *
     * @param platform a platform with the bucket environment variables of PrepareDataset
     */
    public BucketPreflight(Platform platform) {
        this.platform = platform;
        this.store = new Store(platform);
        this.setup = new BucketSetup(platform);
    }

    /**
     * Returns findings about all missing configuration of the imported buckets, or an empty list if nothing is
     * missing or no bucket is imported.
     */
    List<Finding> look() {
        return examine().stream().map(Missing::finding).toList();
    }

    /**
     * Returns the findings of {@link #look}, and whether each finding means that the configuration could not be read.
     */
    public List<Missing> examine() {
        for (String role : platform.variable(EnvironmentVariables.FT_IMPORTED_BUCKETS)
                .map(v -> v.split(","))
                .orElse(new String[0])) {
            switch (role) {
                case "datasets" -> {
                    look(new Imported(
                            "datasets", store.datasets(), platform.require(EnvironmentVariables.DATASETS_KEY_ARN)));
                    events(store.datasets());
                }
                case "results" ->
                    look(new Imported(
                            "results", store.results(), platform.require(EnvironmentVariables.RESULTS_KEY_ARN)));
                default ->
                    throw new IllegalStateException(EnvironmentVariables.FT_IMPORTED_BUCKETS + " contains " + role
                            + ", which is not a bucket of this workflow.");
            }
        }
        return List.copyOf(missing);
    }

    /**
     * @param role the bucket's role in the workflow
     * @param key the ARN of the key that its steps can use
     */
    private record Imported(String role, String name, String key) {
        String described() {
            return "The imported " + role + " bucket";
        }
    }

    private void look(Imported bucket) {
        check(
                bucket.name(),
                "imported-bucket-public",
                () -> publicAccess(bucket),
                "must block public access with all four Block Public Access settings of the bucket.");
        check(
                bucket.name(),
                "imported-bucket-unversioned",
                () -> setup.versioned(bucket.name())
                        ? Optional.empty()
                        : Optional.of(bucket.described()
                                + " is not versioned, so a run could not pin the object versions that it reads."),
                "must enable versioning.");
        check(
                bucket.name(),
                "imported-bucket-encryption",
                () -> encryption(bucket),
                "must set the default encryption key to " + bucket.key()
                        + ". Alternatively, import the bucket together with its own key and deploy the stack again.");
        check(
                bucket.name(),
                "imported-bucket-without-tls",
                () -> {
                    List<String> let = TlsPolicy.letsThrough(
                            bucket.name(), setup.policy(bucket.name()).orElse(null));
                    return let.isEmpty()
                            ? Optional.empty()
                            : Optional.of(bucket.described() + " has a policy that does not deny requests "
                                    + String.join(" and ", let) + ".");
                },
                "must deny requests that do not use TLS 1.2 or later. Add two statements to the bucket "
                        + "policy, both for all principals and for all actions on the bucket and its objects: one "
                        + "that denies requests if aws:SecureTransport is false, and one that denies requests if "
                        + "s3:TlsVersion is less than 1.2.");
    }

    private void events(String bucket) {
        check(
                bucket,
                "imported-bucket-without-events",
                () -> setup.notifiesEventBridge(bucket)
                        ? Optional.empty()
                        : Optional.of(
                                "The imported datasets bucket does not send events to EventBridge, so uploads would not "
                                        + "start runs."),
                "must send events to EventBridge.");
    }

    private Optional<String> publicAccess(Imported bucket) {
        Optional<PublicAccessBlockConfiguration> block = setup.publicAccessBlock(bucket.name());
        if (block.isEmpty()) {
            return Optional.of(bucket.described() + " does not block public access.");
        }
        List<String> off = new ArrayList<>();
        addUnless(block.get().blockPublicAcls(), "BlockPublicAcls", off);
        addUnless(block.get().ignorePublicAcls(), "IgnorePublicAcls", off);
        addUnless(block.get().blockPublicPolicy(), "BlockPublicPolicy", off);
        addUnless(block.get().restrictPublicBuckets(), "RestrictPublicBuckets", off);
        return off.isEmpty()
                ? Optional.empty()
                : Optional.of(bucket.described() + " does not block all public access: " + String.join(", ", off)
                        + (off.size() == 1 ? " is" : " are") + " off.");
    }

    private static void addUnless(Boolean on, String name, List<String> off) {
        if (!Boolean.TRUE.equals(on)) {
            off.add(name);
        }
    }

    /**
     * Returns the problem with the bucket's encryption, if there is one. A configuration can specify a key by ARN or
     * by ID. Aliases are rejected, because only AWS KMS can resolve them.
     */
    private Optional<String> encryption(Imported bucket) {
        Optional<ServerSideEncryptionByDefault> standard = setup.encryption(bucket.name());
        String algorithm = standard.map(ServerSideEncryptionByDefault::sseAlgorithmAsString)
                .orElse("nothing");
        String key = standard.map(ServerSideEncryptionByDefault::kmsMasterKeyID).orElse(null);
        if (!algorithm.startsWith("aws:kms")) {
            return Optional.of(bucket.described() + " uses " + Failures.quote(algorithm)
                    + " for default encryption instead of a customer managed key.");
        }
        if (key == null) {
            return Optional.of(bucket.described() + " uses the AWS managed key for S3 for default encryption.");
        }
        return key.equals(bucket.key()) || bucket.key().endsWith(":key/" + key)
                ? Optional.empty()
                : Optional.of(bucket.described() + " uses a different key for default encryption: "
                        + Failures.quote(key) + ".");
    }

    /**
     * Performs one check. Configuration that cannot be read is treated as missing, because its presence cannot be
     * confirmed.
     */
    private void check(String bucket, String rule, Supplier<Optional<String>> found, String step) {
        try {
            found.get().ifPresent(message -> refuse(bucket, rule, message, "The bucket's owner " + step, false));
        } catch (RuntimeException e) {
            Failure failure = Failures.of(e);
            if (failure.mayPass()) {
                throw failure;
            }
            refuse(
                    bucket,
                    rule,
                    "The configuration of the imported bucket could not be read: " + failure.getMessage(),
                    "The bucket's owner must allow PrepareDataset's role to read the bucket's configuration, and "
                            + step,
                    true);
        }
    }

    private void refuse(String bucket, String rule, String message, String remedy, boolean unread) {
        missing.add(new Missing(
                new Finding(rule, Severity.ERROR, "s3://" + bucket, null, null, null, message, remedy), unread));
    }
}
