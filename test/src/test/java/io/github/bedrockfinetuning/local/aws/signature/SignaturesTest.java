package io.github.bedrockfinetuning.local.aws.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.aws.wire.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Checks that signatures of the SDK are accepted and all other signatures are rejected. */
class SignaturesTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String BODY = "the body of the request";

    private final AccountKeys keys = new AccountKeys();
    private final Signatures signatures = new Signatures(keys, Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bucket/key",
                "/bucket/a%20b%2Bc%C3%A4/%7Ex",
                "/bucket?list-type=2&prefix=runs%2F&delimiter=%2F&continuation-token=a%2Bb%3D",
                "/bucket?uploads",
                "/bucket?tagging=&b=2&b=1&a=x%20y",
                "/"
            })
    void whatTheSdkSignsForS3IsAccepted(String path) throws IOException {
        assertThat(accepted(signed("s3", path, r -> r)).body().text()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Acustom%2Fx/converse", "/jobs?status=a%20b"})
    void whatTheSdkSignsForOtherServicesIsAccepted(String path) throws IOException {
        assertThat(accepted(signed("bedrock", path, r -> r)).body().text()).isEqualTo(BODY);
    }

    @Test
    void anUploadInSignedChunksIsAccepted() throws IOException {
        AwsRequest chunked = chunked(false);

        assertThat(chunked.header("x-amz-content-sha256")).contains("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        assertThat(accepted(chunked).body().text()).contains("chunk-signature=");
    }

    @Test
    void anUploadInSignedChunksWithATrailerIsAccepted() throws IOException {
        AwsRequest chunked = chunked(true);

        assertThat(chunked.header("x-amz-content-sha256")).contains("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
        assertThat(accepted(chunked).body().text()).contains("x-amz-trailer-signature:");
    }

    @ParameterizedTest
    @CsvSource({"the body, the corpse", "chunk-signature=, chunk-signature=0", "chunk-signature, chunk-sign"})
    void anAlteredChunkIsRefused(String found, String other) throws IOException {
        for (boolean trailer : List.of(false, true)) {
            String sent = chunked(trailer).body().text();
            assertThat(sent).contains(found);
            String altered = sent.replaceFirst(found, other);
            assertRefused(
                    () -> accepted(withBody(chunked(trailer), altered)), "SignatureDoesNotMatch", "IncompleteBody");
        }
    }

    @Test
    void anAlteredTrailerIsRefused() throws IOException {
        AwsRequest chunked = chunked(true);
        String altered = chunked.body().text().replaceFirst("x-amz-checksum-crc32:.{4}", "x-amz-checksum-crc32:AAAA");

        assertRefused(() -> accepted(withBody(chunked, altered)), "SignatureDoesNotMatch");
    }

    @Test
    void anAlteredBodyIsRefused() throws IOException {
        AwsRequest s3 = withBody(signed("s3", "/bucket/key", r -> r), "another body");
        AwsRequest bedrock = withBody(signed("bedrock", "/", r -> r), "another body");

        assertRefused(() -> accepted(s3), "XAmzContentSHA256Mismatch");
        assertRefused(() -> accepted(bedrock), "InvalidSignatureException");
    }

    @Test
    void anotherMethodPathParameterOrHeaderIsRefused() throws IOException {
        AwsRequest request = signed("s3", "/bucket/key?versionId=1", r -> r);

        List<AwsRequest> altered = List.of(
                new AwsRequest("DELETE", request.path(), request.query(), request.headers(), request.body()),
                new AwsRequest("PUT", "/bucket/other", request.query(), request.headers(), request.body()),
                new AwsRequest("PUT", "/bucket/%6bey", request.query(), request.headers(), request.body()),
                new AwsRequest(
                        "PUT", request.path(), Map.of("versionId", List.of("2")), request.headers(), request.body()),
                new AwsRequest("PUT", request.path(), Map.of(), request.headers(), request.body()),
                with(request, "host", "attacker.example"),
                with(request, "x-amz-meta-owner", "somebody else"));
        for (AwsRequest one : altered) {
            assertRefused(() -> accepted(one), "SignatureDoesNotMatch");
        }
    }

    @Test
    void aHeaderOfAmazonsThatIsNotSignedIsRefused() throws IOException {
        AwsRequest request = with(signed("s3", "/bucket/key", r -> r), "x-amz-copy-source", "other/key");

        assertRefused(() -> accepted(request), "AccessDenied");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, eu-west-1",
        "/s3/, /bedrock/",
        "20300101, 20291231",
        "Credential=tester, Credential=other",
        "host;, ''"
    })
    void anotherScopeIsRefused(String found, String other) throws IOException {
        keys.issue("other");
        AwsRequest request = signed("s3", "/bucket/key", r -> r);
        String authorization = request.header("authorization").orElseThrow();
        assertThat(authorization).contains(found);

        assertThatThrownBy(() -> accepted(with(request, "authorization", authorization.replace(found, other))))
                .isInstanceOf(AwsError.class);
    }

    @ParameterizedTest
    @CsvSource({
        "-16, s3, RequestTimeTooSkewed",
        "16, s3, RequestTimeTooSkewed",
        "-16, bedrock, InvalidSignatureException"
    })
    void aRequestThatIsOldOrFromTheFutureIsRefused(int minutes, String service, String code) throws IOException {
        AwsRequest request = signed(service, "/bucket/key", NOW.plus(Duration.ofMinutes(minutes)), r -> r);

        assertRefused(() -> accepted(request), code);
    }

    @ParameterizedTest
    @ValueSource(ints = {-14, 14})
    void aClockThatIsALittleWrongIsAccepted(int minutes) throws IOException {
        accepted(signed("s3", "/bucket/key", NOW.plus(Duration.ofMinutes(minutes)), r -> r));
    }

    @Test
    void aWordInPlaceOfTheHashIsRefusedButForThoseOfS3() throws IOException {
        AwsRequest s3 = with(signed("s3", "/bucket/key", r -> r), "x-amz-content-sha256", "ANY");
        AwsRequest bedrock = with(signed("bedrock", "/", r -> r), "x-amz-content-sha256", "UNSIGNED-PAYLOAD");

        assertRefused(() -> accepted(s3), "InvalidArgument");
        assertRefused(() -> accepted(bedrock), "InvalidSignatureException");
    }

    private AwsRequest accepted(AwsRequest request) throws IOException {
        try (Spool spool = new Spool();
                InputStream body = request.body().open()) {
            AwsRequest head = withBody(request, "");
            return signatures.of(head).withBody(body, spool);
        }
    }

    private static void assertRefused(ThrowingCallable request, String... codes) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        AwsError.class, refusal -> assertThat(refusal.code()).isIn((Object[]) codes));
    }

    private AwsRequest chunked(boolean trailer) throws IOException {
        return signed("s3", "/bucket/key", sign -> {
            sign.putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true);
            return trailer
                    ? sign.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32)
                    : sign;
        });
    }

    private AwsRequest signed(
            String service, String path, UnaryOperator<SignRequest.Builder<AwsCredentialsIdentity>> more)
            throws IOException {
        return signed(service, path, NOW, more);
    }

    private AwsRequest signed(
            String service, String path, Instant time, UnaryOperator<SignRequest.Builder<AwsCredentialsIdentity>> more)
            throws IOException {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(URI.create("http://127.0.0.1:4711" + path))
                .putHeader("Host", "127.0.0.1:4711")
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("x-amz-meta-owner", "  some   body ")
                .build();
        SignRequest.Builder<AwsCredentialsIdentity> sign = SignRequest.<AwsCredentialsIdentity>builder(
                        keys.issue("tester"))
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3"))
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !service.equals("s3"))
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC));
        var signed = AwsV4HttpSigner.create().sign(more.apply(sign).build());
        try (InputStream payload = signed.payload().orElseThrow().newStream()) {
            return AwsRequest.of(
                    "PUT",
                    signed.request().encodedPath(),
                    signed.request().encodedQueryParameters().orElse(null),
                    signed.request().headers(),
                    Content.of(payload.readAllBytes()));
        }
    }

    private static AwsRequest with(AwsRequest request, String header, String value) {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.put(header, value);
        return new AwsRequest(request.method(), request.path(), request.query(), headers, request.body());
    }

    private static AwsRequest withBody(AwsRequest request, String body) {
        return new AwsRequest(request.method(), request.path(), request.query(), request.headers(), Content.of(body));
    }
}
