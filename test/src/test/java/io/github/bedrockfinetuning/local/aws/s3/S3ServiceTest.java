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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

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
    void givesBackWhatWasPutWithItsMetadataTagsAndEncryption() {
        PutObjectResponse put = s3.putObject(
                r -> r.bucket(BUCKET)
                        .key("inbox/a b+c=ü.jsonl")
                        .contentType("application/jsonl")
                        .metadata(Map.of("run", "r1"))
                        .tagging("team=ml&kind=a%20b"),
                RequestBody.fromString("one\ntwo\n"));

        var got = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("inbox/a b+c=ü.jsonl"));
        assertThat(got.asUtf8String()).isEqualTo("one\ntwo\n");
        assertThat(got.response().contentType()).isEqualTo("application/jsonl");
        assertThat(got.response().metadata()).containsEntry("run", "r1");
        assertThat(got.response().versionId()).isEqualTo(put.versionId()).isNotBlank();
        assertThat(got.response().eTag()).isEqualTo(put.eTag());
        assertThat(got.response().serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(got.response().ssekmsKeyId()).endsWith("key/data");
        assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key("inbox/a b+c=ü.jsonl"))
                        .tagSet())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("team=ml", "kind=a b");
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
        assertThat(s3.listObjectVersions(r -> r.bucket(BUCKET).prefix("k")).versions())
                .extracting(ObjectVersion::versionId, ObjectVersion::isLatest)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(second, true),
                        org.assertj.core.groups.Tuple.tuple(first, false));
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
        assertThat(range("bytes=7-")).isEqualTo("789");
        assertThat(range("bytes=-3")).isEqualTo("789");
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
        assertRefused(
                "PreconditionFailed",
                412,
                () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").ifMatch(etag)));
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
    void listsByPrefixAndDelimiterInUtf8Order() {
        for (String key : List.of("a/1", "a/2", "a/b/1", "a/b/2", "a/c/1", "b/1", "a/\uD83D\uDE00", "a/\uFFFD")) {
            put(key, "x");
        }

        var listed = s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("a/").delimiter("/"));

        assertThat(listed.contents())
                .extracting(S3Object::key)
                .containsExactly("a/1", "a/2", "a/\uFFFD", "a/\uD83D\uDE00");
        assertThat(listed.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("a/b/", "a/c/");
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
        assertThat(s3.listObjectsV2Paginator(r ->
                                r.bucket(BUCKET).prefix("runs/").delimiter("/").maxKeys(7))
                        .commonPrefixes())
                .hasSize(25);
        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).startAfter("runs/24/second"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("runs/24/x%y z");
        assertThat(s3.listObjectVersionsPaginator(
                                r -> r.bucket(BUCKET).prefix("runs/").maxKeys(7))
                        .versions())
                .hasSize(50);
    }

    @Test
    void joinsTheParts() {
        byte[] large = new byte[5 << 20];
        Arrays.fill(large, (byte) 'x');
        put("source", "0123456789");
        String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("big").metadata(Map.of("a", "b")))
                .uploadId();
        String one = s3.uploadPart(
                        r -> r.bucket(BUCKET).key("big").uploadId(id).partNumber(1), RequestBody.fromBytes(large))
                .eTag();
        String two = s3.uploadPartCopy(r -> r.sourceBucket(BUCKET)
                        .sourceKey("source")
                        .copySourceRange("bytes=3-5")
                        .destinationBucket(BUCKET)
                        .destinationKey("big")
                        .uploadId(id)
                        .partNumber(2))
                .copyPartResult()
                .eTag();
        assertThat(s3.listParts(r -> r.bucket(BUCKET).key("big").uploadId(id)).parts())
                .hasSize(2);

        var done = s3.completeMultipartUpload(r -> r.bucket(BUCKET)
                .key("big")
                .uploadId(id)
                .ifNoneMatch("*")
                .multipartUpload(u -> u.parts(part(1, one), part(2, two))));

        assertThat(done.eTag()).endsWith("-2\"");
        var got = s3.getObjectAsBytes(
                r -> r.bucket(BUCKET).key("big").range("bytes=" + (large.length - 1) + "-" + (large.length + 2)));
        assertThat(got.asUtf8String()).isEqualTo("x345");
        assertThat(got.response().metadata()).containsEntry("a", "b");
        assertThat(aws.s3().bucket(BUCKET).openUploads()).isEmpty();
    }

    @Test
    void refusesPartsThatAreTooSmallMissingOrOutOfOrder() {
        String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("k")).uploadId();
        String one = s3.uploadPart(
                        r -> r.bucket(BUCKET).key("k").uploadId(id).partNumber(1), RequestBody.fromString("one"))
                .eTag();
        String two = s3.uploadPart(
                        r -> r.bucket(BUCKET).key("k").uploadId(id).partNumber(2), RequestBody.fromString("two"))
                .eTag();

        assertRefused("EntityTooSmall", 400, () -> complete(id, part(1, one), part(2, two)));
        assertRefused("InvalidPartOrder", 400, () -> complete(id, part(2, two), part(1, one)));
        assertRefused("InvalidPart", 400, () -> complete(id, part(1, two)));
        s3.abortMultipartUpload(r -> r.bucket(BUCKET).key("k").uploadId(id));
        assertRefused("NoSuchUpload", 404, () -> complete(id, part(1, one)));
    }

    @Test
    void copiesAPinnedVersionIfItIsStillTheOneThatWasChecked() {
        PutObjectResponse first = put("source", "first");
        put("source", "second");

        var copied = s3.copyObject(r -> r.sourceBucket(BUCKET)
                .sourceKey("source")
                .sourceVersionId(first.versionId())
                .copySourceIfMatch(first.eTag())
                .destinationBucket(BUCKET)
                .destinationKey("staged/copy")
                .expectedSourceBucketOwner(ACCOUNT)
                .metadata(Map.of("run", "r1"))
                .metadataDirective(MetadataDirective.REPLACE));

        assertThat(copied.copySourceVersionId()).isEqualTo(first.versionId());
        assertThat(get("staged/copy")).isEqualTo("first");
        assertRefused(
                "PreconditionFailed",
                412,
                () -> s3.copyObject(r -> r.sourceBucket(BUCKET)
                        .sourceKey("source")
                        .copySourceIfMatch(first.eTag())
                        .destinationBucket(BUCKET)
                        .destinationKey("other")));
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
        assertThat(s3.getBucketLocation(r -> r.bucket(BUCKET)).locationConstraintAsString())
                .isNullOrEmpty();
        assertThat(s3.headBucket(r -> r.bucket(BUCKET)).bucketRegion()).isEqualTo("us-east-1");
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
    void namesAnOperationItDoesNotKnow() {
        assertRefused("NotImplemented", 501, () -> s3.deleteBucket(r -> r.bucket(BUCKET)));
        assertThatThrownBy(() -> s3.getBucketCors(r -> r.bucket(BUCKET))).hasMessageContaining("GET /bucket?cors");
        assertThatThrownBy(() -> s3.putObject(
                        r -> r.bucket(BUCKET).key("k").sseCustomerAlgorithm("AES256"), RequestBody.empty()))
                .hasMessageContaining("x-amz-server-side-encryption-customer-algorithm");
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

    private void complete(String id, CompletedPart... parts) {
        s3.completeMultipartUpload(r -> r.bucket(BUCKET).key("k").uploadId(id).multipartUpload(u -> u.parts(parts)));
    }

    private static CompletedPart part(int number, String etag) {
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static void assertRefused(String code, int status, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }
}
