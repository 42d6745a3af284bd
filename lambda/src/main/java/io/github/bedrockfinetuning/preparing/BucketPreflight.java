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
 * Checks whether imported buckets have the same configuration as buckets that the stack creates, as the warning at
 * synthesis requests. {@code FT_IMPORTED_BUCKETS} specifies the imported buckets. Without it, no requests are sent to
 * S3.
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
     * Returns all missing configuration of the imported buckets; empty if nothing is missing or no bucket is imported.
     */
    List<Finding> look() {
        return examine().stream().map(Missing::finding).toList();
    }

    /** Returns the findings of {@link #look}, with the information whether the configuration could be read. */
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
                                + " is not versioned, so a run could not pin the versions that it reads."),
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
                "must deny requests without TLS 1.2. For all principals and all actions on the bucket and its objects, add one statement that denies requests if aws:SecureTransport is false, and another that denies requests if s3:TlsVersion is less than 1.2.");
    }

    private void events(String bucket) {
        check(
                bucket,
                "imported-bucket-without-events",
                () -> setup.notifiesEventBridge(bucket)
                        ? Optional.empty()
                        : Optional.of(
                                "The imported datasets bucket does not send events, so no upload would start a run."),
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
     * Returns the problem with the bucket's encryption. A configuration can specify a key by ARN or by ID. Aliases are
     * rejected, because only AWS KMS can resolve them.
     */
    private Optional<String> encryption(Imported bucket) {
        Optional<ServerSideEncryptionByDefault> standard = setup.encryption(bucket.name());
        String algorithm = standard.map(ServerSideEncryptionByDefault::sseAlgorithmAsString)
                .orElse("nothing");
        String key = standard.map(ServerSideEncryptionByDefault::kmsMasterKeyID).orElse(null);
        if (!algorithm.startsWith("aws:kms")) {
            return Optional.of(bucket.described() + " is encrypted with " + Failures.quote(algorithm)
                    + " by default, not with a customer managed key.");
        }
        if (key == null) {
            return Optional.of(bucket.described() + " is encrypted with the AWS managed key for S3 by default.");
        }
        return key.equals(bucket.key()) || bucket.key().endsWith(":key/" + key)
                ? Optional.empty()
                : Optional.of(bucket.described() + " is encrypted with a different key by default: "
                        + Failures.quote(key) + ".");
    }

    /**
     * Makes one check. Configuration that cannot be read is treated as missing, because its presence cannot be
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
