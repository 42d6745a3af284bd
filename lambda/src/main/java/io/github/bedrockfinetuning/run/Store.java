package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.Prefixes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Provides all access to S3. Every request specifies the expected bucket owner. This prevents reads from and writes to
 * a bucket that another account has created under the same name.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html">Bucket owner
 *     condition</a>
 */
public final class Store {
    private final Platform platform;
    private final String owner;

    public Store(Platform platform) {
        this.platform = platform;
        this.owner = platform.require(EnvironmentVariables.ACCOUNT_ID);
    }

    /** Returns the name of the datasets bucket, which contains {@code inbox/} and {@code staged/}. */
    public String datasets() {
        return platform.require(EnvironmentVariables.DATASETS_BUCKET);
    }

    /** Returns the name of the results bucket, which contains {@code jobs/}, {@code runs/}, and {@code reports/}. */
    public String results() {
        return platform.require(EnvironmentVariables.RESULTS_BUCKET);
    }

    /** Returns the newest version of an object, or an empty Optional if there is none. */
    public Optional<StoredObject> newest(String bucket, String key) {
        return version(bucket, key, null);
    }

    /**
     * Returns a version of an object, or an empty Optional if it does not exist.
     *
     * @param versionId the ID of the version; null for the newest
     */
    public Optional<StoredObject> version(String bucket, String key, @Nullable String versionId) {
        try {
            HeadObjectResponse head = head(bucket, key, versionId);
            return Optional.of(
                    new StoredObject(bucket, key, head.versionId(), head.contentLength(), head.lastModified()));
        } catch (S3Exception e) {
            requireAbsent(e);
            return Optional.empty();
        }
    }

    /**
     * Sends a HEAD request. If it is rejected, sends a GET request, which needs the same permission and returns an
     * error with a code.
     */
    private HeadObjectResponse head(String bucket, String key, @Nullable String versionId) {
        try {
            return s3().headObject(
                            r -> r.bucket(bucket).key(key).versionId(versionId).expectedBucketOwner(owner));
        } catch (S3Exception e) {
            if (e.statusCode() == 403) {
                return described(bucket, key, versionId);
            }
            throw e;
        }
    }

    private HeadObjectResponse described(String bucket, String key, @Nullable String versionId) {
        var content = s3().getObject(get(bucket, key, versionId));
        content.abort();
        GetObjectResponse found = content.response();
        return HeadObjectResponse.builder()
                .versionId(found.versionId())
                .contentLength(found.contentLength())
                .lastModified(found.lastModified())
                .eTag(found.eTag())
                .build();
    }

    /**
     * Reads an object.
     *
     * @throws PermanentFailure if the object does not exist
     */
    public byte[] read(String bucket, String key) {
        return find(bucket, key).orElseThrow(() -> missing(bucket, key));
    }

    /**
     * Reads many objects, several at a time, and returns them in key order. Reading them one by one could exceed the
     * function's timeout for the answers to a large test set.
     *
     * @throws PermanentFailure if an object does not exist
     */
    public void readAll(String bucket, List<String> keys, Consumer<byte[]> consumer) {
        int atATime = platform.requests();
        if (atATime == 1) {
            keys.forEach(key -> consumer.accept(read(bucket, key)));
            return;
        }
        ExecutorService readers = Executors.newFixedThreadPool(atATime);
        try {
            Deque<Future<byte[]>> underWay = new ArrayDeque<>();
            for (String key : keys) {
                if (underWay.size() == 2 * atATime) {
                    consumer.accept(result(underWay.remove()));
                }
                underWay.add(readers.submit(() -> read(bucket, key)));
            }
            while (!underWay.isEmpty()) {
                consumer.accept(result(underWay.remove()));
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private static byte[] result(Future<byte[]> reading) {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("Reading was interrupted.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    public Optional<byte[]> find(String bucket, String key) {
        try {
            return Optional.of(whole(bucket, key, s3().getObjectAsBytes(get(bucket, key, null))));
        } catch (S3Exception e) {
            requireAbsent(e);
            return Optional.empty();
        }
    }

    /** Returns an object's bytes and checks whether their number matches the length that S3 reported. */
    private static byte[] whole(String bucket, String key, ResponseBytes<GetObjectResponse> answer) {
        byte[] bytes = answer.asByteArrayUnsafe();
        requireWhole(bucket, key, bytes.length, answer.response().contentLength());
        return bytes;
    }

    private static void requireWhole(String bucket, String key, long came, Long announced) {
        if (announced != null && announced != came) {
            throw new TransientFailure(
                    "S3 returned " + came + " bytes of " + name(bucket, key) + " instead of " + announced + ".");
        }
    }

    /**
     * Reads part of an object.
     *
     * @param from the first byte, counted from 0
     * @param to the last byte, inclusive
     */
    public byte[] range(String bucket, String key, long from, long to) {
        GetObjectRequest request = get(bucket, key, null).toBuilder()
                .range("bytes=" + from + "-" + to)
                .build();
        byte[] bytes = s3().getObjectAsBytes(request).asByteArrayUnsafe();
        requireWhole(bucket, key, bytes.length, to - from + 1);
        return bytes;
    }

    /**
     * Copies one version of an object into a file that does not exist yet.
     *
     * @throws PermanentFailure if that version no longer exists
     */
    public void download(String bucket, String key, @Nullable String versionId, Path file) {
        try {
            GetObjectResponse answer = s3().getObject(get(bucket, key, versionId), ResponseTransformer.toFile(file));
            requireWhole(bucket, key, Files.size(file), answer.contentLength());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (S3Exception e) {
            requireAbsent(e);
            throw missing(bucket, key);
        }
    }

    /** Writes an object unconditionally. Use it for objects that only one step writes and rewrites. */
    public void put(String bucket, String key, byte[] bytes, String contentType) {
        s3().putObject(put(bucket, key, contentType).build(), RequestBody.fromBytes(bytes));
    }

    public void put(String bucket, String key, Path file, String contentType) {
        s3().putObject(put(bucket, key, contentType).build(), RequestBody.fromFile(file));
    }

    /**
     * Writes an object only if it does not exist, so the first write wins.
     *
     * @return whether this call wrote the object; after a lost response, this can be false even if it did
     */
    public boolean putOnce(String bucket, String key, byte[] bytes, String contentType) {
        return putOnce(bucket, key, RequestBody.fromBytes(bytes), contentType);
    }

    /**
     * Replaces an object. An abandoned write that takes effect late cannot replace this one.
     *
     * @throws TransientFailure if another write happened at the same time
     */
    public void replace(String bucket, String key, byte[] bytes, String contentType) {
        PutObjectRequest.Builder put = put(bucket, key, contentType);
        etag(bucket, key).ifPresentOrElse(put::ifMatch, () -> put.ifNoneMatch("*"));
        try {
            s3().putObject(put.build(), RequestBody.fromBytes(bytes));
        } catch (S3Exception e) {
            if (e.statusCode() == 412) {
                throw new TransientFailure(
                        "s3://" + bucket + "/" + key + " was written by another process at the same time.", e);
            }
            throw e;
        }
    }

    private Optional<String> etag(String bucket, String key) {
        try {
            return Optional.of(head(bucket, key, null).eTag());
        } catch (S3Exception e) {
            requireAbsent(e);
            return Optional.empty();
        }
    }

    /**
     * Writes an object once. A repeated write is accepted if its bytes are the same.
     *
     * @throws PermanentFailure if the object exists with other bytes
     */
    public void stage(String bucket, String key, Path file, String contentType) {
        if (!putOnce(bucket, key, RequestBody.fromFile(file), contentType) && !same(bucket, key, file)) {
            throw new PermanentFailure("s3://" + bucket + "/" + key
                    + " differs from the file that this run staged. Staged objects are written only once, so "
                    + "another process changed the object. Upload the dataset again to start a new run.");
        }
    }

    /**
     * Lists all keys under a prefix in byte order. Keys are requested URL-encoded, because XML 1.0 cannot represent
     * every character of a key; the SDK decodes them.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">encoding-type</a>
     */
    public List<String> keys(String bucket, String prefix) {
        return keys(bucket, prefix, null, Integer.MAX_VALUE);
    }

    /**
     * Lists keys under a prefix in byte order.
     *
     * @param after the key after which to start; null to list from the beginning
     * @param most the maximum number of keys
     */
    public List<String> keys(String bucket, String prefix, @Nullable String after, int most) {
        List<String> keys = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            int page = Math.min(1_000, most - keys.size());
            ListObjectsV2Response response = s3().listObjectsV2(r -> r.bucket(bucket)
                    .prefix(prefix)
                    .encodingType(EncodingType.URL)
                    .startAfter(after)
                    .maxKeys(page)
                    .continuationToken(next)
                    .expectedBucketOwner(owner));
            response.contents().stream().map(S3Object::key).forEach(keys::add);
            token = Boolean.TRUE.equals(response.isTruncated()) ? response.nextContinuationToken() : null;
        } while (token != null && keys.size() < most);
        return keys;
    }

    /** Returns the time of the newest object under a prefix, or an empty Optional if there is none. */
    public Optional<Instant> newestUnder(String bucket, String prefix) {
        return s3()
                .listObjectsV2Paginator(r -> r.bucket(bucket)
                        .prefix(prefix)
                        .encodingType(EncodingType.URL)
                        .expectedBucketOwner(owner))
                .contents()
                .stream()
                .map(S3Object::lastModified)
                .max(Comparator.naturalOrder());
    }

    private boolean putOnce(String bucket, String key, RequestBody body, String contentType) {
        try {
            s3().putObject(put(bucket, key, contentType).ifNoneMatch("*").build(), body);
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == 412) {
                return false;
            }
            throw e;
        }
    }

    private boolean same(String bucket, String key, Path file) {
        try (ResponseInputStream<GetObjectResponse> there = s3().getObject(get(bucket, key, null));
                InputStream here = Files.newInputStream(file)) {
            if (there.response().contentLength() != Files.size(file)) {
                return false;
            }
            byte[] one = new byte[1 << 16];
            byte[] other = new byte[1 << 16];
            long came = 0;
            while (true) {
                int read = there.readNBytes(one, 0, one.length);
                came += read;
                if (read < one.length) {
                    requireWhole(bucket, key, came, there.response().contentLength());
                }
                if (read != here.readNBytes(other, 0, other.length) || !Arrays.equals(one, 0, read, other, 0, read)) {
                    return false;
                }
                if (read == 0) {
                    return true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GetObjectRequest get(String bucket, String key, @Nullable String versionId) {
        return GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .versionId(versionId)
                .expectedBucketOwner(owner)
                .build();
    }

    /**
     * Builds a PUT request that specifies the encryption key. Some bucket policies reject requests that do not
     * specify the key, even if the bucket uses the same key by default.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html">Server-side
     *     encryption with AWS KMS keys</a>
     */
    private PutObjectRequest.Builder put(String bucket, String key, String contentType) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(contentType)
                .expectedBucketOwner(owner);
        platform.variable(
                        bucket.equals(datasets())
                                ? EnvironmentVariables.DATASETS_KEY_ARN
                                : EnvironmentVariables.RESULTS_KEY_ARN)
                .ifPresent(keyArn -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(keyArn)
                        .bucketKeyEnabled(true));
        return request;
    }

    private static void requireAbsent(S3Exception e) {
        if (e.statusCode() != 404) {
            throw e;
        }
    }

    /**
     * Returns the name of an object for use in messages. Users choose the names of uploaded files, so messages do not
     * contain them.
     */
    private static String name(String bucket, String key) {
        return key.startsWith(Prefixes.INBOX) ? "an uploaded file" : "s3://" + bucket + "/" + key;
    }

    private static PermanentFailure missing(String bucket, String key) {
        return new PermanentFailure(
                (key.startsWith(Prefixes.INBOX) ? "An uploaded file" : name(bucket, key))
                        + " does not exist, or the version that this run reads was deleted. Upload the dataset again to start a new run.");
    }

    private S3Client s3() {
        return platform.aws().s3();
    }
}
