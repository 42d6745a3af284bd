package io.github.bedrockfinetuning.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sns.model.SnsException;

@ParameterizedClass
@EnumSource(Transport.class)
class FaultsTest {
    @Parameter
    Transport transport;

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T08:00:00Z"));
    private LocalAws aws;
    private S3Client s3;

    @BeforeEach
    void start() {
        aws = new LocalAws(clock, "us-east-1", "111122223333", ModelFactory.local("us-east-1"));
        aws.s3().createBucket("bucket", BucketSettings.VERSIONED);
        s3 = transport.s3(aws);
    }

    @AfterEach
    void stop() {
        s3.close();
        aws.close();
        clock.close();
    }

    @Test
    void doesNothingWhenACallIsNotExecuted() {
        aws.faults().add("tester", "PutObject", Fault.NOT_EXECUTED, 1);

        assertThatThrownBy(this::put)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(500));
        assertThat(versions()).isZero();
        put();
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void doesTheWorkAndLosesTheAnswer() {
        aws.faults().add("tester", "PutObject", Fault.LOST_ANSWER, 1);

        assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);
        assertThat(versions()).isEqualTo(1);
        assertThat(aws.calls().of("s3", "PutObject")).singleElement().satisfies(call -> {
            assertThat(call.executed()).isTrue();
            assertThat(call.status()).isZero();
            assertThat(call.fault()).isEqualTo(Fault.LOST_ANSWER);
        });
    }

    @Test
    void doesTheWorkTwiceAndAnswersOnce() {
        aws.faults().add(null, "PutObject", Fault.DUPLICATE, 1);

        put();

        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void doesTheWorkLate() {
        aws.faults().lateness(Duration.ofMinutes(3));
        aws.faults().add("tester", null, Fault.LATE, 1);

        assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);
        assertThat(versions()).isZero();
        clock.sleep(Duration.ofMinutes(4));
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void throttlesAndDeniesInTheServicesOwnWords() {
        aws.faults().add("tester", "PutObject", Fault.THROTTLED, 1);
        assertThatThrownBy(this::put)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown"));
        aws.faults().add("tester", "PutObject", Fault.ACCESS_DENIED, Long.MAX_VALUE);
        assertThatThrownBy(this::put)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
        aws.faults().add(null, "Publish", Fault.THROTTLED, 1);
        try (var sns = transport.sns(aws)) {
            assertThatThrownBy(() -> sns.publish(r -> r.topicArn("t").message("m")))
                    .isInstanceOf(SnsException.class)
                    .hasMessageContaining("Rate exceeded");
        }
        aws.faults().add(null, "ListCustomModels", Fault.THROTTLED, 1);
        try (BedrockClient bedrock = transport.bedrock(aws)) {
            assertThatThrownBy(() -> bedrock.listCustomModels(r -> {}))
                    .isInstanceOf(software.amazon.awssdk.services.bedrock.model.ThrottlingException.class);
        }
    }

    @Test
    void strikesOnlyTheRoleAndAsOftenAsPlanned() {
        Faults.Planned other = aws.faults().add("someone-else", "PutObject", Fault.NOT_EXECUTED, 1);
        Faults.Planned twice = aws.faults().add("tester", "PutObject", Fault.NOT_EXECUTED, 2);

        assertThatThrownBy(this::put).isInstanceOf(S3Exception.class);
        assertThatThrownBy(this::put).isInstanceOf(S3Exception.class);
        put();
        assertThat(other.struck()).isZero();
        assertThat(twice.struck()).isEqualTo(2);
    }

    @Test
    void keepsARecordOfEveryCall() {
        put();
        assertThatThrownBy(() -> s3.deleteBucket(r -> r.bucket("bucket"))).isInstanceOf(S3Exception.class);

        assertThat(aws.calls().all().get(0)).satisfies(call -> {
            assertThat(call.role()).isEqualTo("tester");
            assertThat(call.service()).isEqualTo("s3");
            assertThat(call.operation()).isEqualTo("PutObject");
            assertThat(call.resource()).isEqualTo("bucket/key");
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.error()).isNull();
        });
        assertThat(aws.calls().all().get(1).error()).isEqualTo("NotImplemented");
    }

    @Test
    void namesAServiceItDoesNotKnow() {
        AwsResponse answer = aws.handle(AwsRequest.of(
                "POST",
                "/",
                null,
                Map.of(
                        "Authorization",
                        List.of("AWS4-HMAC-SHA256 Credential=tester/20261122/us-east-1/dynamodb/aws4_request")),
                Content.EMPTY));

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.body().text()).contains("the service dynamodb");
    }

    @Test
    void refusesAnotherRegion() {
        try (BedrockClient bedrock = transport
                .prepare(aws, "tester", BedrockClient.builder())
                .region(software.amazon.awssdk.regions.Region.US_WEST_2)
                .build()) {
            assertThatThrownBy(() -> bedrock.listCustomModels(r -> {})).hasMessageContaining("us-west-2");
        }
    }

    private void put() {
        s3.putObject(r -> r.bucket("bucket").key("key"), RequestBody.fromString("x"));
    }

    private int versions() {
        return aws.s3().bucket("bucket").versions("key").size();
    }
}
