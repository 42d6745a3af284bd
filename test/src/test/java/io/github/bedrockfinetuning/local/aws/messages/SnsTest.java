package io.github.bedrockfinetuning.local.aws.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.Transport;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** Tests the simulated SNS with the SDK client. */
class SnsTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:news";

    private final LocalAws aws = new LocalAws(
            new VirtualClock(Instant.parse("2026-11-22T09:00:00Z")),
            "us-east-1",
            "111122223333",
            ModelFactory.local("us-east-1"));
    private final SnsClient client = Transport.DIRECT.sns(aws);

    @Test
    void keepsWhatIsPublished() {
        aws.sns().createTopic(TOPIC);
        client.publish(r -> r.topicArn(TOPIC).subject("Done").message("Run ä & b = 100 %"));
        assertThat(aws.sns().messages()).extracting(Sns.Notification::subject).containsExactly("Done");
        assertThat(aws.sns().messages()).extracting(Sns.Notification::text).containsExactly("Run ä & b = 100 %");
    }

    @Test
    void refusesAnUnknownTopicALongSubjectAndAnEmptyMessage() {
        assertThatThrownBy(() -> client.publish(r -> r.topicArn(TOPIC).message("x")))
                .isInstanceOf(NotFoundException.class);
        aws.sns().createTopic(TOPIC);
        assertThatThrownBy(() -> client.publish(
                        r -> r.topicArn(TOPIC).subject("x".repeat(101)).message("x")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> client.publish(r -> r.topicArn(TOPIC).message("")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void canBeMadeToDenyAccess() {
        aws.sns().createTopic(TOPIC);
        aws.faults().add("tester", "Publish", Fault.ACCESS_DENIED, 1);
        assertThatThrownBy(() -> client.publish(r -> r.topicArn(TOPIC).message("x")))
                .isInstanceOf(AuthorizationErrorException.class);
    }
}
