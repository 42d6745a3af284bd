package io.github.bedrockfinetuning.local.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.events.EventBus;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The buckets of the account. Publishes every change of an object to EventBridge. */
public final class S3 {
    private final VirtualClock clock;
    private final EventBus events;
    private final String account;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>();

    public S3(VirtualClock clock, EventBus events, String account) {
        this.clock = clock;
        this.events = events;
        this.account = account;
    }

    /**
     * Creates a bucket.
     *
     * @throws IllegalArgumentException if the name is invalid or already in use
     */
    public synchronized Bucket createBucket(String name, BucketSettings settings) {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("Invalid bucket name: " + name);
        }
        Bucket bucket = new Bucket(name, settings);
        if (buckets.putIfAbsent(name, bucket) != null) {
            throw new IllegalArgumentException("The bucket " + name + " already exists.");
        }
        return bucket;
    }

    /** Changes the settings of an existing bucket. Its objects are not changed. */
    public synchronized void configure(String name, BucketSettings settings) {
        buckets.get(name).configure(settings);
    }

    public synchronized boolean has(String bucket) {
        return buckets.containsKey(bucket);
    }

    /**
     * Returns a bucket.
     *
     * @throws AwsError NoSuchBucket
     */
    public synchronized Bucket bucket(String name) {
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new AwsError("NoSuchBucket", 404, "The specified bucket does not exist: " + name);
        }
        return bucket;
    }

    public synchronized List<Bucket> buckets() {
        return List.copyOf(buckets.values());
    }

    /** Returns the account that owns all buckets. */
    public String account() {
        return account;
    }

    /** Stores an object without headers, for deployments and for services that write results. */
    public ObjectVersion put(String bucket, String key, Content content) {
        return put(bucket(bucket), key, content, Map.of(), WriteCondition.NONE);
    }

    /** Returns the current version of an object, if it exists. */
    public Optional<ObjectVersion> get(String bucket, String key) {
        return bucket(bucket).current(key);
    }

    /** Returns the permissions that are required to read an object. */
    public List<Need> needsToRead(String bucket, String key, String region) {
        return new ObjectNeeds(this, region).read(bucket, key, null);
    }

    ObjectVersion put(
            Bucket bucket, String key, Content content, Map<String, String> headers, WriteCondition condition) {
        String etag = Digests.md5(content);
        ObjectVersion version;
        synchronized (bucket) {
            condition.require(bucket.current(key));
            version = new ObjectVersion(
                    key, newVersionId(bucket), false, content, etag, encrypted(bucket, headers), now());
            bucket.add(version);
        }
        publish(bucket, version, "Object Created", Json.object().put("reason", "PutObject"));
        return version;
    }

    /** Adds a delete marker. Without versioning, deletes the object permanently. */
    Optional<ObjectVersion> delete(Bucket bucket, String key) {
        ObjectVersion removed;
        synchronized (bucket) {
            Optional<ObjectVersion> newest = bucket.newest(key);
            if (bucket.settings().versioned()) {
                removed = new ObjectVersion(key, newVersionId(bucket), true, Content.EMPTY, "", Map.of(), now());
                bucket.add(removed);
            } else if (newest.isPresent()) {
                removed = newest.get();
                bucket.remove(key, removed.versionId());
            } else {
                return Optional.empty();
            }
        }
        publish(bucket, removed, "Object Deleted", deletion(removed.deleteMarker()));
        return Optional.of(removed);
    }

    /** Deletes a version permanently. */
    Optional<ObjectVersion> delete(Bucket bucket, String key, String versionId) {
        Optional<ObjectVersion> version = bucket.version(key, versionId);
        version.ifPresent(found -> {
            bucket.remove(key, versionId);
            publish(bucket, found, "Object Deleted", deletion(false));
        });
        return version;
    }

    private static ObjectNode deletion(boolean marker) {
        return Json.object()
                .put("reason", "DeleteObject")
                .put("deletion-type", marker ? "Delete Marker Created" : "Permanently Deleted");
    }

    /** Returns the current time with the precision of S3, which is one second. */
    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String newVersionId(Bucket bucket) {
        long number = bucket.next();
        if (!bucket.settings().versioned()) {
            return "null";
        }
        return Digests.md5(Content.of(bucket.name() + "/" + number));
    }

    /**
     * Returns the headers of an object. Adds the default encryption of the bucket unless the upload specifies another.
     */
    private static Map<String, String> encrypted(Bucket bucket, Map<String, String> headers) {
        if (headers.containsKey("x-amz-server-side-encryption")) {
            return Map.copyOf(headers);
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        String key = bucket.settings().kmsKeyArn();
        all.put("x-amz-server-side-encryption", key == null ? "AES256" : "aws:kms");
        if (key != null) {
            all.put("x-amz-server-side-encryption-aws-kms-key-id", key);
            all.put("x-amz-server-side-encryption-bucket-key-enabled", "true");
        }
        return Map.copyOf(all);
    }

    /**
     * Publishes an event.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">S3 events in EventBridge</a>
     */
    private void publish(Bucket bucket, ObjectVersion version, String detailType, ObjectNode more) {
        if (!bucket.settings().eventBridge()) {
            return;
        }
        ObjectNode detail = Json.object().put("version", "0");
        detail.putObject("bucket").put("name", bucket.name());
        ObjectNode object = detail.putObject("object").put("key", version.key());
        if (!version.etag().isEmpty()) {
            object.put("size", version.size()).put("etag", version.etag());
        }
        if (bucket.settings().versioned()) {
            object.put("version-id", version.versionId());
        }
        object.put("sequencer", String.format("%018X", bucket.next()));
        detail.put("request-id", String.format("%016X", bucket.next()));
        detail.put("requester", account);
        detail.put("source-ip-address", "127.0.0.1");
        detail.setAll(more);
        events.publish("aws.s3", detailType, List.of("arn:aws:s3:::" + bucket.name()), detail);
    }
}
