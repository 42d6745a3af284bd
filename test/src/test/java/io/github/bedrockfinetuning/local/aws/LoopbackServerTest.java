package io.github.bedrockfinetuning.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings;
import io.github.bedrockfinetuning.local.loopback.RawHttp;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Checks which requests over loopback receive a response. */
class LoopbackServerTest {
    private static final String RECORD = "a record that only this rehearsal may read";
    private static LocalAws aws;
    private static LocalAws another;
    private static String address;

    @BeforeAll
    static void open() {
        aws = account();
        another = account();
        aws.s3().createBucket("bucket", BucketSettings.PLAIN);
        try (S3Client s3 = Transport.LOOPBACK.s3(aws)) {
            s3.putObject(r -> r.bucket("bucket").key("key"), RequestBody.fromString(RECORD));
        }
        address = aws.endpoint().getAuthority();
    }

    @AfterAll
    static void close() {
        aws.close();
        another.close();
    }

    @Test
    void whoHasTheAccountsCredentialsIsAnswered() {
        try (S3Client s3 = Transport.LOOPBACK.s3(aws)) {
            assertThat(s3.getObjectAsBytes(r -> r.bucket("bucket").key("key")).asUtf8String())
                    .isEqualTo(RECORD);
        }
    }

    @Test
    void eachCallerHasASecretOfItsOwnInEachAccount() {
        assertThat(secret(aws, "one"))
                .isEqualTo(secret(aws, "one"))
                .isNotEqualTo(secret(aws, "two"))
                .isNotEqualTo(secret(another, "one"))
                .hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /bucket/key",
                "GET /bucket?list-type=2",
                "PUT /bucket/key",
                "GET /",
                "POST /",
                "DELETE /bucket/key"
            })
    void whoDoesNotSignIsRefused(String request) throws IOException {
        int calls = aws.calls().all().size();

        String answer = RawHttp.ask(address, request + " HTTP/1.1", "Host: " + address);

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("MissingAuthenticationToken")
                .doesNotContain(RECORD);
        assertThat(aws.calls().all()).hasSize(calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bucket/key?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=tester/20300101/us-east-1/s3/aws4_request"
                        + "&X-Amz-Date=20300101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=0",
                "/bucket/key?AWSAccessKeyId=tester&Signature=none&Expires=9999999999"
            })
    void aUrlThatClaimsToBePresignedIsRefused(String path) throws IOException {
        assertThat(RawHttp.ask(address, "GET " + path + " HTTP/1.1", "Host: " + address))
                .startsWith("HTTP/1.1 403")
                .doesNotContain(RECORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Credential=tester/20300101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=none",
                "AWS4-ECDSA-P256-SHA256 Credential=tester/20300101/s3/aws4_request, SignedHeaders=host, Signature=0",
                "AWS tester:signature",
                "Basic dGVzdGVyOnRlc3Rlcg=="
            })
    void anAuthorizationOfAnotherFormatIsRefused(String authorization) throws IOException {
        assertThat(RawHttp.ask(
                        address, "GET /bucket/key HTTP/1.1", "Host: " + address, "Authorization: " + authorization))
                .startsWith("HTTP/1.1 403")
                .contains("IncompleteSignature")
                .doesNotContain(RECORD);
    }

    @ParameterizedTest
    @CsvSource({
        "s3, SignatureDoesNotMatch",
        "sns, SignatureDoesNotMatch",
        "bedrock, InvalidSignatureException",
        "states, InvalidSignatureException"
    })
    void aWrongSecretIsRefusedWithTheServicesOwnCode(String service, String code) {
        assertRefused(service, credentials("tester", "rehearsal"), code);
    }

    @ParameterizedTest
    @CsvSource({
        "s3, InvalidAccessKeyId",
        "sns, InvalidClientTokenId",
        "bedrock, UnrecognizedClientException",
        "states, UnrecognizedClientException"
    })
    void anAccessKeyThatNobodyWasGivenIsRefusedWithTheServicesOwnCode(String service, String code) {
        assertRefused(service, credentials("stranger", "rehearsal"), code);
    }

    @Test
    void anotherRehearsalsCredentialsAreRefused() {
        assertRefused("s3", another.credentials("tester"), "SignatureDoesNotMatch");
    }

    @Test
    void oneCallersSecretDoesNotSignForAnother() {
        assertRefused("s3", credentials("tester", secret(aws, "somebody else")), "SignatureDoesNotMatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: attacker.example", "Origin: https://attacker.example", "Sec-Fetch-Site: cross-site"})
    void aRebindingNameAndAWebPageAreRefused(String header) throws IOException {
        String host = header.startsWith("Host") ? header : "Host: " + address + "\r\n" + header;

        assertThat(RawHttp.ask(address, "GET /bucket/key HTTP/1.1", host))
                .startsWith("HTTP/1.1 403")
                .doesNotContain(RECORD, "Access-Control");
    }

    @Test
    void nothingIsReadOfTheBodyOfWhoDoesNotSign() throws IOException {
        assertThat(RawHttp.askWithoutBody(
                        address, "PUT /bucket/other HTTP/1.1", "Host: " + address, "Content-Length: 10000000000000"))
                .startsWith("HTTP/1.1 403");
    }

    private static void assertRefused(String service, AwsCredentialsProvider credentials, String code) {
        int calls = aws.calls().all().size();

        assertThatThrownBy(() -> ask(service, credentials))
                .isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(403);
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
                    assertThat(refusal.getMessage()).doesNotContain(secret(aws, "tester"));
                });
        assertThat(aws.calls().all()).hasSize(calls);
    }

    private static Object ask(String service, AwsCredentialsProvider credentials) {
        Transport loopback = Transport.LOOPBACK;
        return switch (service) {
            case "s3" ->
                loopback.prepare(aws, "tester", S3Client.builder().forcePathStyle(true))
                        .credentialsProvider(credentials)
                        .build()
                        .getObjectAsBytes(r -> r.bucket("bucket").key("key"));
            case "sns" ->
                loopback.prepare(aws, "tester", SnsClient.builder())
                        .credentialsProvider(credentials)
                        .build()
                        .listTopics();
            case "bedrock" ->
                loopback.prepare(aws, "tester", BedrockClient.builder())
                        .credentialsProvider(credentials)
                        .build()
                        .listCustomModels(r -> {});
            default ->
                loopback.prepare(aws, "tester", SfnClient.builder())
                        .credentialsProvider(credentials)
                        .build()
                        .listStateMachines(r -> {});
        };
    }

    private static AwsCredentialsProvider credentials(String id, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }

    private static String secret(LocalAws account, String caller) {
        return account.credentials(caller).resolveCredentials().secretAccessKey();
    }

    private static LocalAws account() {
        return new LocalAws(
                new VirtualClock(Instant.parse("2030-01-01T00:00:00Z")),
                "us-east-1",
                "111122223333",
                ModelFactory.local("us-east-1"));
    }
}
