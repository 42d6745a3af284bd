package io.github.bedrockfinetuning.local.prove.experiments;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.RunId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The inbox of the deployed stack. Every object has its own key and is written only if the key does not exist. Without
 * this condition, a retry after a lost response would create a second version and start a second run.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
public final class Inbox {
    private static final String PRECONDITION_FAILED = "PreconditionFailed";
    private static final int NOT_FOUND = 404;

    private final CleanUpJournal journal;
    private final Platform platform;

    Inbox(Bench bench) {
        this(bench.journal(), bench.platform());
    }

    public Inbox(CleanUpJournal journal, Platform platform) {
        this.journal = journal;
        this.platform = platform;
    }

    /** Returns the key prefix of a new folder. */
    String folder() {
        return Prefixes.INBOX + "prove-" + UUID.randomUUID().toString().substring(0, 8) + "/";
    }

    /** Uploads an object that starts a run. */
    RunId start(String key, byte[] bytes, String type) {
        journal.add(CleanUpJournal.RUN, key, now());
        return id(key, write(key, bytes, type));
    }

    /** @return the version ID of the object */
    String put(String key, byte[] bytes, String type) {
        journal.add(CleanUpJournal.UPLOAD, key, now());
        return write(key, bytes, type);
    }

    /** Returns the run that an object started, or an empty {@code Optional} if the object was not written. */
    public Optional<RunId> run(String key) {
        return version(key).map(version -> id(key, version));
    }

    /** Deletes the version of an object. */
    public void delete(String key) {
        version(key)
                .ifPresent(version -> platform.aws()
                        .s3()
                        .deleteObject(r -> r.bucket(bucket()).key(key).versionId(version)));
    }

    private String write(String key, byte[] bytes, String type) {
        try {
            return platform.aws()
                    .s3()
                    .putObject(
                            r -> r.bucket(bucket())
                                    .key(key)
                                    .contentType(type)
                                    .ifNoneMatch("*")
                                    .expectedBucketOwner(platform.require(EnvironmentVariables.ACCOUNT_ID)),
                            RequestBody.fromBytes(bytes))
                    .versionId();
        } catch (S3Exception e) {
            if (PRECONDITION_FAILED.equals(Failures.code(e))) {
                return version(key).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    private Optional<String> version(String key) {
        try {
            return Optional.of(platform.aws()
                    .s3()
                    .headObject(r -> r.bucket(bucket()).key(key))
                    .versionId());
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private RunId id(String key, String version) {
        return RunId.of(bucket(), key, version, platform.require(EnvironmentVariables.FT_DEFAULTS));
    }

    private Instant now() {
        return platform.clock().instant();
    }

    private String bucket() {
        return platform.require(EnvironmentVariables.DATASETS_BUCKET);
    }
}
