package io.github.bedrockfinetuning.local.aws.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventBusTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREATED = """
            {"source":["aws.s3"],"detail-type":["Object Created"],
             "detail":{"bucket":{"name":["datasets"]},
                       "object":{"key":[{"wildcard":"inbox/*.jsonl"},{"wildcard":"inbox/*/run.json"}]}}}""";

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final EventBus bus = new EventBus(clock, "us-east-1", "111122223333");
    private final List<JsonNode> delivered = new ArrayList<>();

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void deliversOnlyWhatThePatternMatches() {
        bus.addRule("inbox", json(CREATED), delivered::add);
        for (String key : List.of("inbox/a.jsonl", "inbox/a/run.json", "inbox/a/train.json", "staged/a.jsonl")) {
            publish(key);
        }
        clock.run();

        assertThat(delivered)
                .extracting(e -> e.at("/detail/object/key").asText())
                .containsExactly("inbox/a.jsonl", "inbox/a/run.json");
        assertThat(delivered.get(0).path("account").asText()).isEqualTo("111122223333");
        assertThat(delivered.get(0).path("id").asText())
                .isNotEqualTo(delivered.get(1).path("id").asText());
    }

    @Test
    void triesAgainUntilTheTargetTakesIt() {
        bus.addRule("inbox", json(CREATED), event -> {
            delivered.add(event);
            if (delivered.size() < 4) {
                throw new IllegalStateException("not now");
            }
        });
        publish("inbox/a.jsonl");
        clock.run();

        assertThat(delivered).hasSize(4);
        assertThat(clock.now()).isEqualTo(Instant.parse("2026-11-22T08:00:07.500Z"));
    }

    @Test
    void putsWhatNobodyTakesWithTheDeadLetters() {
        Queue dead = new Queue(clock, "dead");
        bus.addRule(new EventRule(
                "inbox",
                CREATED,
                event -> {
                    throw new IllegalStateException("never");
                },
                3,
                Duration.ofHours(24),
                dead));
        publish("inbox/a.jsonl");
        clock.run();

        assertThat(dead.waiting()).hasSize(1);
    }

    @Test
    void putsWhatItMayNotDeliverWithTheDeadLettersAtOnce() {
        Queue dead = new Queue(clock, "dead");
        bus.addRule(new EventRule(
                "inbox",
                CREATED,
                event -> {
                    delivered.add(event);
                    throw new AwsError("AccessDenied", 403, "not authorized to perform: sqs:SendMessage");
                },
                185,
                Duration.ofHours(24),
                dead));
        publish("inbox/a.jsonl");
        clock.run();

        assertThat(dead.waiting()).hasSize(1);
        assertThat(delivered).hasSize(1);
    }

    @Test
    void givesUpAnEventThatIsTooOld() {
        Queue dead = new Queue(clock, "dead");
        bus.addRule(new EventRule(
                "inbox",
                CREATED,
                event -> {
                    throw new IllegalStateException("never");
                },
                185,
                Duration.ofMinutes(5),
                dead));
        publish("inbox/a.jsonl");
        clock.run();

        assertThat(dead.waiting()).hasSize(1);
        assertThat(clock.now()).isBefore(Instant.parse("2026-11-22T08:05:01Z"));
    }

    @Test
    void refusesAPatternThatIsNone() {
        assertThatThrownBy(() -> bus.addRule("bad", json("{\"source\":\"aws.s3\"}"), delivered::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad");
    }

    private void publish(String key) {
        ObjectNode detail = JSON.createObjectNode();
        detail.putObject("bucket").put("name", "datasets");
        detail.putObject("object").put("key", key);
        bus.publish("aws.s3", "Object Created", List.of("arn:aws:s3:::datasets"), detail);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
