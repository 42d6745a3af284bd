package io.github.bedrockfinetuning.local.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.Transport;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

@ParameterizedClass
@EnumSource(Transport.class)
class S3ServiceTest {
    private static final String ACCOUNT = "111122223333";
    private static final String BUCKET = "datasets";

    @Parameter
    Transport transport;

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T08:00:00Z"));
    private LocalAws aws;
    private S3Client s3;

    @BeforeEach
    void start() {
        aws = new LocalAws(clock, "us-east-1", ACCOUNT, ModelFactory.local("us-east-1"));
        aws.s3().createBucket(BUCKET, new BucketSettings(true, true, "arn:aws:kms:us-east-1:111122223333:key/data"));
        s3 = transport.s3(aws);
    }

    @AfterEach
    void stop() {
        s3.close();
        aws.close();
    }

    @Test
    void givesBackWhatWasPutWithItsTypeAndEncryption() {
        PutObjectResponse put = s3.putObject(
                r -> r.bucket(BUCKET).key("inbox/a b+c=ü.jsonl").contentType("application/jsonl"),
                RequestBody.fromString("one\ntwo\n"));

        var got = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("inbox/a b+c=ü.jsonl"));
        assertThat(got.asUtf8String()).isEqualTo("one\ntwo\n");
        assertThat(got.response().contentType()).isEqualTo("application/jsonl");
        assertThat(got.response().versionId()).isEqualTo(put.versionId()).isNotBlank();
        assertThat(got.response().eTag()).isEqualTo(put.eTag());
        assertThat(got.response().serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(got.response().ssekmsKeyId()).endsWith("key/data");
    }

    @Test
    void headTellsTheSizeWithoutTheBytes() {
        put("k", "12345");

        var head = s3.headObject(r -> r.bucket(BUCKET).key("k"));

        assertThat(head.contentLength()).isEqualTo(5);
        assertThat(head.lastModified()).isEqualTo(clock.now());
    }

    @Test
    void keepsTheOlderVersions() {
        String first = put("k", "first").versionId();
        String second = put("k", "second").versionId();

        assertThat(get("k")).isEqualTo("second");
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").versionId(first))
                        .asUtf8String())
                .isEqualTo("first");
        assertThat(aws.s3().bucket(BUCKET).versions("k"))
                .extracting(ObjectVersion::versionId)
                .containsExactly(second, first);
    }

    @Test
    void hidesADeletedObjectBehindAMarkerAndKeepsItsVersions() {
        String version = put("k", "kept").versionId();

        var deleted = s3.deleteObject(r -> r.bucket(BUCKET).key("k"));

        assertThat(deleted.deleteMarker()).isTrue();
        assertThatThrownBy(() -> get("k")).isInstanceOf(NoSuchKeyException.class);
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").versionId(version))
                        .asUtf8String())
                .isEqualTo("kept");
        s3.deleteObject(r -> r.bucket(BUCKET).key("k").versionId(deleted.versionId()));
        assertThat(get("k")).isEqualTo("kept");
    }

    @Test
    void readsARange() {
        put("k", "0123456789");

        assertThat(range("bytes=2-4")).isEqualTo("234");
        assertThat(range("bytes=8-99")).isEqualTo("89");
        assertRefused("InvalidRange", 416, () -> range("bytes=10-12"));
    }

    @Test
    void writesOnlyOnceIfNoneMayBeThere() {
        s3.putObject(r -> r.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("first"));

        assertRefused(
                "PreconditionFailed",
                412,
                () -> s3.putObject(
                        r -> r.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("second")));
        assertThat(get("once")).isEqualTo("first");
    }

    @Test
    void replacesOnlyWhatItExpects() {
        String etag = put("k", "first").eTag();
        s3.putObject(r -> r.bucket(BUCKET).key("k").ifMatch(etag), RequestBody.fromString("second"));

        assertRefused(
                "PreconditionFailed",
                412,
                () -> s3.putObject(r -> r.bucket(BUCKET).key("k").ifMatch(etag), RequestBody.fromString("third")));
        assertRefused(
                "NoSuchKey",
                404,
                () -> s3.putObject(r -> r.bucket(BUCKET).key("none").ifMatch(etag), RequestBody.fromString("x")));
    }

    @Test
    void refusesAnotherOwner() {
        put("k", "x");

        assertRefused(
                "AccessDenied",
                403,
                () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").expectedBucketOwner("999999999999")));
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").expectedBucketOwner(ACCOUNT))
                        .asUtf8String())
                .isEqualTo("x");
    }

    @Test
    void listsByPrefixInUtf8Order() {
        for (String key : List.of("a/1", "a/2", "b/1", "a/\uD83D\uDE00", "a/\uFFFD")) {
            put(key, "x");
        }

        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("a/")).contents())
                .extracting(S3Object::key)
                .containsExactly("a/1", "a/2", "a/\uFFFD", "a/\uD83D\uDE00");
    }

    @Test
    void pagesThroughALongList() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            keys.add("runs/%02d/x%%y z".formatted(i));
            put(keys.get(i), "x");
            put("runs/%02d/second".formatted(i), "x");
        }

        assertThat(s3.listObjectsV2Paginator(
                                r -> r.bucket(BUCKET).prefix("runs/").maxKeys(7))
                        .contents())
                .extracting(S3Object::key)
                .hasSize(50)
                .isSorted()
                .containsAll(keys);
        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).startAfter("runs/24/second"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("runs/24/x%y z");
    }

    @Test
    void refusesADamagedBody() {
        assertRefused(
                "BadDigest",
                400,
                () -> s3.putObject(
                        r -> r.bucket(BUCKET)
                                .key("k")
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                .checksumSHA256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
                        RequestBody.fromString("not empty")));
    }

    @Test
    void takesLargeBodiesInAndOut() {
        byte[] large = new byte[9 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        s3.putObject(r -> r.bucket(BUCKET).key("large"), RequestBody.fromBytes(large));

        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("large")).asByteArray())
                .isEqualTo(large);
    }

    @Test
    void tellsEventBridgeOfEveryNewObject() {
        String version = put("inbox/ü b.jsonl", "hello").versionId();

        var event = aws.events().published().get(0);
        assertThat(event.path("detail-type").textValue()).isEqualTo("Object Created");
        assertThat(event.path("source").textValue()).isEqualTo("aws.s3");
        assertThat(event.path("resources").path(0).textValue()).isEqualTo("arn:aws:s3:::datasets");
        var object = event.path("detail").path("object");
        assertThat(object.path("key").textValue()).isEqualTo("inbox/ü b.jsonl");
        assertThat(object.path("version-id").textValue()).isEqualTo(version);
        assertThat(object.path("size").intValue()).isEqualTo(5);
        assertThat(object.path("sequencer").textValue()).isNotBlank();
    }

    @Test
    void saysHowABucketIsSetUp() {
        assertThat(s3.getBucketVersioning(r -> r.bucket(BUCKET)).statusAsString())
                .isEqualTo("Enabled");
        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket(BUCKET)).eventBridgeConfiguration())
                .isNotNull();
        assertThat(s3.getBucketEncryption(r -> r.bucket(BUCKET))
                        .serverSideEncryptionConfiguration()
                        .rules())
                .hasSize(1);
    }

    @Test
    void saysHowABucketIsClosedAndWhereNothingIsSet() {
        aws.s3()
                .createBucket(
                        "closed",
                        new BucketSettings(
                                true,
                                false,
                                null,
                                new BucketSettings.PublicAccessBlock(true, false, true, false),
                                "{\"Statement\":[]}"));
        aws.s3().createBucket("open", new BucketSettings(true, false, null, null, null));

        var block = s3.getPublicAccessBlock(r -> r.bucket("closed")).publicAccessBlockConfiguration();
        assertThat(List.of(
                        block.blockPublicAcls(),
                        block.ignorePublicAcls(),
                        block.blockPublicPolicy(),
                        block.restrictPublicBuckets()))
                .containsExactly(true, false, true, false);
        assertThat(s3.getBucketPolicy(r -> r.bucket("closed")).policy()).isEqualTo("{\"Statement\":[]}");
        assertRefused(
                "NoSuchPublicAccessBlockConfiguration", 404, () -> s3.getPublicAccessBlock(r -> r.bucket("open")));
        assertRefused("NoSuchBucketPolicy", 404, () -> s3.getBucketPolicy(r -> r.bucket("open")));
    }

    @Test
    void namesAnOperationThatIsNotSimulated() {
        assertRefused("NotImplemented", 501, () -> s3.deleteBucket(r -> r.bucket(BUCKET)));
        Map<String, Runnable> calls = Map.of(
                "GET /bucket?cors", () -> s3.getBucketCors(r -> r.bucket(BUCKET)),
                "GET /bucket?location", () -> s3.getBucketLocation(r -> r.bucket(BUCKET)),
                "GET /bucket?versions", () -> s3.listObjectVersions(r -> r.bucket(BUCKET)),
                "GET /bucket/key?tagging",
                        () -> s3.getObjectTagging(r -> r.bucket(BUCKET).key("k")),
                "POST /bucket/key?uploads",
                        () -> s3.createMultipartUpload(r -> r.bucket(BUCKET).key("k")),
                "PUT /bucket/key?partNumber&uploadId",
                        () -> s3.uploadPart(
                                r -> r.bucket(BUCKET).key("k").uploadId("u").partNumber(1), RequestBody.empty()),
                "POST /bucket/key?uploadId",
                        () -> s3.completeMultipartUpload(
                                r -> r.bucket(BUCKET).key("k").uploadId("u")));
        calls.forEach((name, call) ->
                assertThatThrownBy(call::run).hasMessageContaining("does not support the S3 operation " + name + "."));
        // The response to a HEAD request has no body, so only the status shows the error.
        assertThatThrownBy(() -> s3.headBucket(r -> r.bucket(BUCKET)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(501));
    }

    @Test
    void namesAHeaderOrParameterThatIsNotSimulated() {
        put("k", "x");
        assertUnknown("x-amz-server-side-encryption-customer-algorithm", put -> put.sseCustomerAlgorithm("AES256"));
        assertUnknown("x-amz-meta-run", put -> put.metadata(Map.of("run", "r1")));
        assertUnknown("x-amz-tagging", put -> put.tagging("team=ml"));
        assertUnknown("x-amz-storage-class", put -> put.storageClass(StorageClass.GLACIER));
        assertUnknown("x-amz-checksum-sha1", put -> put.checksumSHA1("2jmj7l5rSw0yVb/vlWAYkK/YBwk="));
        assertUnknown("cache-control", put -> put.cacheControl("no-store"));
        assertUnknown("content-encoding", put -> put.contentEncoding("gzip"));
        assertThatThrownBy(() -> s3.copyObject(r -> r.sourceBucket(BUCKET)
                        .sourceKey("k")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy")))
                .hasMessageContaining("x-amz-copy-source of PutObject");
        assertThatThrownBy(
                        () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").ifNoneMatch("x")))
                .hasMessageContaining("if-none-match of GetObject");
        assertThatThrownBy(() -> s3.deleteObject(r -> r.bucket(BUCKET).key("k").ifMatch("x")))
                .hasMessageContaining("if-match of DeleteObject");
        assertThatThrownBy(() -> range("bytes=-3")).hasMessageContaining("the range bytes=-3");
        assertThatThrownBy(() -> s3.listObjectsV2(r -> r.bucket(BUCKET).delimiter("/")))
                .hasMessageContaining("the parameter delimiter of ListObjectsV2");
    }

    @Test
    void knowsNoBucketThatWasNotMade() {
        assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("other").key("k")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void readsWhatTheJavaApiWrote() {
        aws.s3().put(BUCKET, "k", Content.of("from inside"));

        assertThat(get("k")).isEqualTo("from inside");
    }

    private PutObjectResponse put(String key, String text) {
        return s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private String get(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
    }

    private String range(String range) {
        return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range(range)).asUtf8String();
    }

    private void assertUnknown(String header, Consumer<PutObjectRequest.Builder> request) {
        assertThatThrownBy(
                        () -> s3.putObject(r -> request.accept(r.bucket(BUCKET).key("k")), RequestBody.empty()))
                .hasMessageContaining("does not support the header " + header + " of PutObject");
    }

    private static void assertRefused(String code, int status, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }
}
