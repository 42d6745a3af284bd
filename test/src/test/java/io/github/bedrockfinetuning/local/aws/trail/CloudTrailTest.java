package io.github.bedrockfinetuning.local.aws.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the simulated CloudTrail event history in virtual time. */
class CloudTrailTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final VirtualClock clock = new VirtualClock(START);
    private final List<TrailEvent> calls = new ArrayList<>();
    private final CloudTrail trail = new CloudTrail(clock, "us-east-1", "111122223333", () -> calls);

    @Test
    void anEventIsThereAQuarterOfAnHourLaterAndForNinetyDays() {
        calls.add(new TrailEvent(START, "role", "bedrock", "GetCustomModel", "AccessDenied"));
        pass(Duration.ofMinutes(14));
        assertThat(lookUp("bedrock.amazonaws.com")).isZero();
        pass(Duration.ofMinutes(1));
        assertThat(lookUp("bedrock.amazonaws.com")).isEqualTo(1);
        assertThat(lookUp("kms.amazonaws.com")).isZero();
        pass(Duration.ofDays(91));
        assertThat(lookUp("bedrock.amazonaws.com")).isZero();
    }

    @Test
    void theUseOfAKeyThatIsRefusedIsAnEventOfItsOwn() {
        trail.refused("role", "kms:Decrypt");
        pass(Duration.ofMinutes(15));
        assertThat(lookUp("kms.amazonaws.com")).isEqualTo(1);
    }

    @Test
    void objectsAndMessagesAreNotInTheHistory() {
        calls.add(new TrailEvent(START, "role", "s3", "GetObject", null));
        pass(Duration.ofMinutes(15));
        assertThat(lookUp("s3.amazonaws.com")).isZero();
    }

    @Test
    void moreThanTwoLookupsASecondAreThrottled() {
        lookUp("a");
        lookUp("a");
        assertThatThrownBy(() -> lookUp("a"))
                .isInstanceOf(AwsError.class)
                .extracting(error -> ((AwsError) error).code())
                .isEqualTo("ThrottlingException");
    }

    private void pass(Duration time) {
        clock.runUntil(clock.now().plus(time));
    }

    private int lookUp(String source) {
        ObjectNode input = Json.object();
        input.putArray("LookupAttributes")
                .addObject()
                .put("AttributeKey", "EventSource")
                .put("AttributeValue", source);
        return trail.operations()
                .get("LookupEvents")
                .apply(input)
                .path("Events")
                .size();
    }
}
